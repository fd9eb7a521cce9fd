import { KmsError } from '../emulator/kms-error.ts'
import { randomUuid } from '../emulator/random.ts'
import { type ServiceRequest, targetedBy } from '../emulator/wire/request.ts'
import { failure, type ServiceResponse } from '../emulator/wire/response.ts'
import type { ErrorCode } from '../facts/errors.ts'

/** What goes wrong with the next requests, on purpose. */
export interface InjectedFault {
  /** The operation that is hit; `*` hits any. */
  readonly operation: string
  /** How many requests are hit. */
  readonly times: number
  /** The error that is answered; without one the request is only late. */
  readonly error?: ErrorCode
  readonly message?: string
  readonly latencyMilliseconds: number
}

export interface Faults {
  add(fault: InjectedFault): void
  clear(): void
  list(): readonly InjectedFault[]
  /** Lets the first fault that fits a request happen; what it returns is the answer. */
  intercept(request: ServiceRequest): Promise<ServiceResponse | undefined> | undefined
}

/** A list of faults to inject, empty at first. */
export const createFaults = (): Faults => {
  let faults: readonly InjectedFault[] = []

  const apply = async ({ latencyMilliseconds, error, message }: InjectedFault): Promise<ServiceResponse | undefined> => {
    if (latencyMilliseconds > 0) await new Promise((resolve) => setTimeout(resolve, latencyMilliseconds))
    return error && failure(randomUuid(), new KmsError(error, message))
  }

  return {
    add: (fault) => {
      faults = [...faults, fault]
    },
    clear: () => {
      faults = []
    },
    list: () => faults,
    intercept(request) {
      if (faults.length === 0) return undefined
      const target = targetedBy(request)
      const fault = faults.find(({ operation }) => operation === '*' || operation === target)
      if (!fault) return undefined
      faults = faults.flatMap((other) =>
        other !== fault ? [other] : other.times > 1 ? [{ ...other, times: other.times - 1 }] : [],
      )
      return apply(fault)
    },
  }
}
