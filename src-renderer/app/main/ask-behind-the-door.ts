import { askAhead } from '../../connection/asked-ahead.ts'
import type { MainClient } from '../../connection/clients.ts'
import { hostKind } from '../../connection/host-kind.ts'
import { queriesOf } from '../../connection/queries-of.ts'
import { firstInboxQuestion } from '../../features/inbox/inbox-question.ts'
import { useNavigation } from '../../state/navigation.ts'
import { useWorkstationState } from '../../state/workstation-state.ts'

/**
 * The main window of a locked desk is there already, and nobody sees it. It asks for what a person will see first: the
 * worker answers in the moment in which it gets the key, while the window draws everything else.
 */
export function askBehindTheDoor(main: MainClient): void {
  if (hostKind() !== 'electron') return
  const stop = useWorkstationState.subscribe(({ session }) => {
    if (session === null) return
    stop()
    if (session.state !== 'locked') return
    const queries = queriesOf(session.replicaName, main)
    askAhead('directory', (options) => queries.directory.watch(undefined, options))
    const { question, input } = firstInboxQuestion(useNavigation.getState())
    askAhead(question, (options) => queries.inbox.watch(input, options))
  })
}
