import type { ChatLanguage } from '#shared/words/chat-languages.ts'

/** What is said before the frame is there: open the chat, close it, it cannot be reached. */
type Labels = readonly [open: string, close: string, unreachable: string]

export const labels: Readonly<Record<ChatLanguage, Labels>> = {
  en: ['Open the chat', 'Close the chat', 'The chat cannot be reached just now. Please try again in a moment.'],
  'zh-Hans': ['打开聊天', '关闭聊天', '暂时无法连接到在线客服，请稍后再试。'],
  'zh-Hant': ['開啟聊天', '關閉聊天', '暫時無法連線到線上客服，請稍後再試。'],
  ar: ['فتح المحادثة', 'إغلاق المحادثة', 'يتعذّر الوصول إلى المحادثة الآن. يُرجى المحاولة بعد قليل.'],
  es: ['Abrir el chat', 'Cerrar el chat', 'Ahora no se puede acceder al chat. Inténtalo de nuevo en un momento.'],
  fr: ['Ouvrir le chat', 'Fermer le chat', 'Le chat est injoignable pour le moment. Réessayez dans un instant.'],
  pt: ['Abrir o chat', 'Fechar o chat', 'Não é possível acessar o chat neste momento. Tente de novo daqui a pouco.'],
  de: [
    'Chat öffnen',
    'Chat schließen',
    'Der Chat ist gerade nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
  ],
  it: ['Apri la chat', 'Chiudi la chat', 'La chat non è raggiungibile in questo momento. Riprova tra poco.'],
  ja: ['チャットを開く', 'チャットを閉じる', '現在チャットに接続できません。しばらくしてからもう一度お試しください。'],
  ko: ['채팅 열기', '채팅 닫기', '지금은 채팅에 연결할 수 없습니다. 잠시 후 다시 시도해 주세요.'],
  ru: ['Открыть чат', 'Закрыть чат', 'Чат сейчас недоступен. Попробуйте ещё раз чуть позже.'],
  th: ['เปิดแชต', 'ปิดแชต', 'ขณะนี้ไม่สามารถเชื่อมต่อแชตได้ โปรดลองอีกครั้งในอีกสักครู่'],
  vi: ['Mở trò chuyện', 'Đóng trò chuyện', 'Hiện không thể kết nối trò chuyện. Vui lòng thử lại sau giây lát.'],
  id: ['Buka obrolan', 'Tutup obrolan', 'Obrolan sedang tidak dapat dihubungi. Silakan coba lagi sebentar lagi.'],
}
