/** Every word the chat itself says. `{name}` stands for what is filled in; every language has every key (a test looks). */
export interface Words {
  readonly open: string
  readonly openUnread: string
  readonly close: string
  readonly title: string
  readonly titleWithBrand: string
  readonly conversation: string
  readonly greeting: string
  readonly greetingDetail: string
  readonly writeHere: string
  readonly send: string
  readonly tooLong: string
  readonly you: string
  readonly team: string
  readonly assistant: string
  readonly newMessageFrom: string
  readonly latest: string
  readonly sending: string
  readonly sent: string
  readonly waitingOffline: string
  readonly waitingUnreachable: string
  readonly notSent: string
  readonly retry: string
  readonly edit: string
  readonly connecting: string
  readonly offline: string
  readonly unreachable: string
  readonly unavailable: string
}
