/**
 * Goes on with a value: at once where it is there, later where it is promised. So what needs no await stays one synchronous step.
 */
export const andThen = <T, R>(value: T | Promise<T>, next: (value: T) => R): R | Promise<Awaited<R>> =>
  // The compiler does not see that `then` unwraps what `next` promises.
  value instanceof Promise ? (value.then(next) as Promise<Awaited<R>>) : next(value)
