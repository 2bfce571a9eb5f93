/**
 * Runs what it is given one after the other. Whoever asked is told of a failure; the next in line is not held up by it.
 * @param onFailure is told as well
 */
export function createTurns(
  onFailure: (error: unknown) => void = () => undefined,
): <Result>(step: () => Promise<Result>) => Promise<Result> {
  let work: Promise<unknown> = Promise.resolve()
  return (step) => {
    const done = work.then(step)
    work = done.catch(onFailure)
    return done
  }
}
