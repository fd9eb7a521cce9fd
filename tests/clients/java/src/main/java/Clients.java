import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.kmssdkv2.KmsMasterKeyProvider;
import java.util.Arrays;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** Clients of AWS KMS in Java, each with a real task and a request that is refused. The name of one is the only argument. */
public final class Clients {
    private static final byte[] PLAINTEXT = "a real secret".getBytes();

    private static void show(String version, String task, RuntimeException refusal) {
        System.out.printf("{\"version\": \"%s\", \"task\": \"%s\", \"refusal\": \"%s\"}%n", version, task,
            refusal.toString().replaceAll("[\"\\\\\n]", " "));
    }

    private static void holdTo(byte[] decrypted) {
        if (!Arrays.equals(decrypted, PLAINTEXT)) throw new IllegalStateException("The plaintext is another one.");
    }

    private static void sdk(KmsClient kms) {
        String key = kms.createKey().keyMetadata().arn();
        Map<String, String> where = Map.of("tenant", "42");
        SdkBytes blob = kms.encrypt(request -> request.keyId(key).plaintext(SdkBytes.fromByteArray(PLAINTEXT)).encryptionContext(where))
            .ciphertextBlob();
        holdTo(kms.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(where)).plaintext().asByteArray());
        try {
            kms.decrypt(request -> request.ciphertextBlob(blob));
        } catch (InvalidCiphertextException refusal) {
            show(VersionInfo.SDK_VERSION, "CreateKey, Encrypt, Decrypt with a context", refusal);
        }
    }

    private static void encryptionSdk(KmsClient kms) {
        String key = kms.createKey().keyMetadata().arn();
        AwsCrypto crypto = AwsCrypto.standard();
        KmsMasterKeyProvider provider = KmsMasterKeyProvider.builder().buildStrict(key);
        byte[] sealed = crypto.encryptData(provider, PLAINTEXT, Map.of("tenant", "42")).getResult();
        holdTo(crypto.decryptData(provider, sealed).getResult());
        kms.disableKey(request -> request.keyId(key));
        try {
            crypto.encryptData(provider, PLAINTEXT);
        } catch (DisabledException refusal) {
            show("3.0.2", "encrypts and decrypts a message", refusal);
        }
    }

    public static void main(String[] names) {
        try (KmsClient kms = KmsClient.create()) {
            if (names[0].equals("sdk")) sdk(kms);
            else encryptionSdk(kms);
        }
    }
}
