import { Camera, Mail, MessageCircle, MessageSquare, MessagesSquare, Phone, Smartphone } from 'lucide-react'
import type { Channel } from '#shared/domain/conversation/conversation.ts'

const icons = {
  chat: MessageSquare,
  email: Mail,
  whatsapp: MessageCircle,
  messenger: MessagesSquare,
  instagram: Camera,
  sms: Smartphone,
  phone: Phone,
} as const satisfies Record<Channel, typeof Mail>

/** Decoration: the channel's name stands beside it or is its accessible name. */
export function ChannelIcon({ channel, size = 14 }: { channel: Channel; size?: number }) {
  const Icon = icons[channel]
  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" />
}
