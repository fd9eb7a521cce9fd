import type { Emulator } from '../emulator/emulator.ts'
import { KmsError } from '../emulator/kms-error.ts'
import { randomUuid } from '../emulator/random.ts'
import { failure, type ServiceResponse } from '../emulator/wire/response.ts'
import type { Addressed } from './addressed.ts'
import type { Call } from './call.ts'
import { refuseOther } from './other-services.ts'
import type { Reply } from './reply.ts'
import { answerSts, stsFailure, UNSIGNED } from './sts.ts'
import type { Verifier } from './verify.ts'

/** Returns the response of the service that a request is for. */
export type Services = (call: Call, addressed: Addressed) => Promise<Reply>

export const createServices = ({ emulator, verify }: { emulator: Emulator; verify?: Verifier | undefined }): Services => {
  const services: Readonly<
    Record<
      string,
      { readonly answer: (call: Call) => Promise<ServiceResponse>; readonly fail: (error: KmsError) => ServiceResponse }
    >
  > = {
    kms: { answer: emulator.answer, fail: (error) => failure(randomUuid(), error) },
    sts: { answer: (call) => answerSts(call, emulator), fail: stsFailure },
  }

  return async (call, addressed) => {
    const service = Object.hasOwn(services, addressed.service) && services[addressed.service]
    if (!service) return refuseOther(addressed)
    const isOpen = addressed.service === 'sts' && UNSIGNED.includes(addressed.action)
    try {
      if (verify && !isOpen) await verify(call, addressed.service)
    } catch (error) {
      if (error instanceof KmsError) return service.fail(error)
      throw error
    }
    return service.answer(call)
  }
}
