//! The AWS SDK for Rust: a real task, and a request that is refused.

use aws_config::BehaviorVersion;
use aws_sdk_kms::{error::DisplayErrorContext, primitives::Blob, Client};

const PLAINTEXT: &[u8] = b"a real secret";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The server speaks plain HTTP; a client for TLS would take minutes to compile.
    let http = aws_smithy_http_client::Builder::new().build_http();
    let settings = aws_config::defaults(BehaviorVersion::latest()).http_client(http).load().await;
    let kms = Client::new(&settings);
    let made = kms.create_key().send().await?;
    let key = made.key_metadata().ok_or("no key")?.arn().ok_or("no ARN")?;
    let sealed = kms
        .encrypt()
        .key_id(key)
        .plaintext(Blob::new(PLAINTEXT))
        .encryption_context("tenant", "42")
        .send()
        .await?;
    let blob = sealed.ciphertext_blob().ok_or("no ciphertext")?;
    let opened = kms.decrypt().ciphertext_blob(blob.clone()).encryption_context("tenant", "42").send().await?;
    if opened.plaintext().map(AsRef::as_ref) != Some(PLAINTEXT) {
        return Err("the plaintext is another one".into());
    }
    let refusal = match kms.decrypt().ciphertext_blob(blob.clone()).send().await {
        Ok(_) => return Err("the context was not checked".into()),
        Err(error) if error.as_service_error().is_some_and(|error| error.is_invalid_ciphertext_exception()) => error,
        Err(error) => return Err(error.into()),
    };
    println!(
        "{{\"version\": \"{}\", \"task\": \"CreateKey, Encrypt, Decrypt with a context\", \"refusal\": {:?}}}",
        aws_sdk_kms::meta::PKG_VERSION,
        DisplayErrorContext(&refusal).to_string()
    );
    Ok(())
}
