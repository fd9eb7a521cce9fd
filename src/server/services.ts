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

/** How the services that are here refuse. */
const REFUSE: Readonly<Record<string, (error: KmsError) => ServiceResponse>> = {
  kms: (error) => failure(randomUuid(), error),
  sts: stsFailure,
}

/** How the service of a request refuses it; undefined where that service is not here. */
export const refuserOf = ({ service }: Addressed) => (Object.hasOwn(REFUSE, service) ? REFUSE[service] : undefined)

export const createServices = ({ emulator, verify }: { emulator: Emulator; verify?: Verifier | undefined }): Services => {
  const answers: Readonly<Record<string, (call: Call) => Promise<ServiceResponse>>> = {
    kms: emulator.answer,
    sts: (call) => answerSts(call, emulator),
  }

  return async (call, addressed) => {
    const refuse = refuserOf(addressed)
    const answer = refuse && answers[addressed.service]
    if (!answer) return refuseOther(addressed)
    const isOpen = addressed.service === 'sts' && UNSIGNED.includes(addressed.action)
    try {
      if (verify && !isOpen) await verify(call, addressed.service)
    } catch (error) {
      if (error instanceof KmsError) return refuse(error)
      throw error
    }
    return answer(call)
  }
}
