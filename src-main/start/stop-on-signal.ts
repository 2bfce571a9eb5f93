const patienceMs = 4_500

/** Ctrl+C and the system's request to end: stops cleanly, and after a while regardless. A second one changes nothing. */
export function stopOnSignal(stop: () => Promise<void>, exit: (code: number) => void): void {
  let isStopping = false
  const onSignal = () => {
    if (isStopping) return
    isStopping = true
    setTimeout(() => exit(0), patienceMs).unref()
    void stop().then(
      () => exit(0),
      () => exit(1),
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}
