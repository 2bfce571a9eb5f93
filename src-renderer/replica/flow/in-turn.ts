/** Runs what it is given one after the other. Whoever asked is told of a failure; the next in line is not held up by it. */
export function createTurns(): <Result>(step: () => Promise<Result>) => Promise<Result> {
  let work: Promise<unknown> = Promise.resolve()
  return (step) => {
    const done = work.then(step)
    work = done.catch(() => undefined)
    return done
  }
}
