import type { ChatLanguage } from '#shared/words/chat-languages.ts'

interface MailWords {
  readonly subject: string
  readonly intro: string
  readonly team: string
  readonly files: string
  readonly reply: string
  readonly why: string
}

/** In the languages of the chat. `{brand}`, `{names}` are filled in. */
export const mailWords: Readonly<Record<ChatLanguage, MailWords>> = {
  en: {
    subject: '{brand} has answered you',
    intro: 'You wrote to {brand} in the chat. This is the answer:',
    team: 'Customer care',
    files: 'Files, waiting in the chat: {names}',
    reply: 'To write back, open the chat on our site again: your conversation is still there.',
    why: 'You receive this e-mail because this address was given in the chat.',
  },
  'zh-Hans': {
    subject: '{brand} 已回复您',
    intro: '您曾在聊天中联系 {brand}。回复如下：',
    team: '客服',
    files: '聊天中等候的文件：{names}',
    reply: '如需回复，请再次打开我们网站上的聊天：您的对话仍在那里。',
    why: '您收到此邮件，是因为有人在聊天中填写了此地址。',
  },
  'zh-Hant': {
    subject: '{brand} 已回覆您',
    intro: '您曾在聊天中聯絡 {brand}。回覆如下：',
    team: '客服',
    files: '聊天中等候的檔案：{names}',
    reply: '如需回覆，請再次打開我們網站上的聊天：您的對話仍在那裡。',
    why: '您收到此郵件，是因為有人在聊天中填寫了此地址。',
  },
  ar: {
    subject: 'ردّت {brand} عليك',
    intro: 'كتبتَ إلى {brand} في الدردشة. هذا هو الرد:',
    team: 'خدمة العملاء',
    files: 'ملفات تنتظرك في الدردشة: {names}',
    reply: 'للرد، افتح الدردشة في موقعنا من جديد: محادثتك ما زالت هناك.',
    why: 'وصلتك هذه الرسالة لأن هذا العنوان أُعطي في الدردشة.',
  },
  es: {
    subject: '{brand} te ha respondido',
    intro: 'Escribiste a {brand} en el chat. Esta es la respuesta:',
    team: 'Atención al cliente',
    files: 'Archivos que esperan en el chat: {names}',
    reply: 'Para contestar, abre de nuevo el chat en nuestro sitio: tu conversación sigue allí.',
    why: 'Recibes este correo porque se indicó esta dirección en el chat.',
  },
  fr: {
    subject: '{brand} vous a répondu',
    intro: 'Vous avez écrit à {brand} dans le chat. Voici la réponse :',
    team: 'Service client',
    files: 'Fichiers qui attendent dans le chat : {names}',
    reply: 'Pour répondre, rouvrez le chat sur notre site : votre conversation y est toujours.',
    why: 'Vous recevez cet e-mail parce que cette adresse a été indiquée dans le chat.',
  },
  pt: {
    subject: '{brand} respondeu a você',
    intro: 'Você escreveu para {brand} no chat. Esta é a resposta:',
    team: 'Atendimento ao cliente',
    files: 'Arquivos à espera no chat: {names}',
    reply: 'Para responder, abra de novo o chat no nosso site: sua conversa continua lá.',
    why: 'Você recebe este e-mail porque este endereço foi informado no chat.',
  },
  de: {
    subject: '{brand} hat Ihnen geantwortet',
    intro: 'Sie haben {brand} im Chat geschrieben. Das ist die Antwort:',
    team: 'Kundenservice',
    files: 'Dateien, die im Chat warten: {names}',
    reply: 'Um zu antworten, öffnen Sie den Chat auf unserer Seite wieder: Ihr Gespräch ist noch da.',
    why: 'Sie erhalten diese E-Mail, weil diese Adresse im Chat angegeben wurde.',
  },
  it: {
    subject: '{brand} ti ha risposto',
    intro: 'Hai scritto a {brand} nella chat. Ecco la risposta:',
    team: 'Servizio clienti',
    files: 'File in attesa nella chat: {names}',
    reply: 'Per rispondere, riapri la chat sul nostro sito: la tua conversazione è ancora lì.',
    why: 'Ricevi questa e-mail perché questo indirizzo è stato indicato nella chat.',
  },
  ja: {
    subject: '{brand} から返信があります',
    intro: 'チャットで {brand} にお問い合わせいただきました。返信は次のとおりです。',
    team: 'カスタマーサポート',
    files: 'チャットでお待ちしているファイル：{names}',
    reply: 'ご返信は、サイトのチャットをもう一度開いてください。会話はそのまま残っています。',
    why: 'このアドレスがチャットで入力されたため、このメールをお送りしています。',
  },
  ko: {
    subject: '{brand}에서 답변을 보냈습니다',
    intro: '채팅으로 {brand}에 문의하셨습니다. 답변은 다음과 같습니다.',
    team: '고객 지원',
    files: '채팅에서 확인할 수 있는 파일: {names}',
    reply: '답장하시려면 사이트에서 채팅을 다시 열어 주세요. 대화가 그대로 남아 있습니다.',
    why: '채팅에 이 주소가 입력되어 이 메일을 보내 드립니다.',
  },
  ru: {
    subject: '{brand}: ответ на ваше сообщение',
    intro: 'Вы написали в чат {brand}. Вот ответ:',
    team: 'Служба поддержки',
    files: 'Файлы, которые ждут в чате: {names}',
    reply: 'Чтобы ответить, снова откройте чат на нашем сайте: ваша беседа по-прежнему там.',
    why: 'Вы получили это письмо, потому что этот адрес был указан в чате.',
  },
  th: {
    subject: '{brand} ตอบกลับคุณแล้ว',
    intro: 'คุณได้เขียนถึง {brand} ในแชท นี่คือคำตอบ:',
    team: 'ฝ่ายบริการลูกค้า',
    files: 'ไฟล์ที่รออยู่ในแชท: {names}',
    reply: 'หากต้องการตอบกลับ โปรดเปิดแชทบนเว็บไซต์ของเราอีกครั้ง บทสนทนาของคุณยังอยู่ที่นั่น',
    why: 'คุณได้รับอีเมลนี้เพราะมีการระบุที่อยู่นี้ในแชท',
  },
  vi: {
    subject: '{brand} đã trả lời bạn',
    intro: 'Bạn đã viết cho {brand} trong khung chat. Đây là câu trả lời:',
    team: 'Chăm sóc khách hàng',
    files: 'Tệp đang chờ trong khung chat: {names}',
    reply: 'Để trả lời, hãy mở lại khung chat trên trang của chúng tôi: cuộc trò chuyện của bạn vẫn còn đó.',
    why: 'Bạn nhận được e-mail này vì địa chỉ này đã được nhập trong khung chat.',
  },
  id: {
    subject: '{brand} telah menjawab Anda',
    intro: 'Anda menulis kepada {brand} di obrolan. Inilah jawabannya:',
    team: 'Layanan pelanggan',
    files: 'Berkas yang menunggu di obrolan: {names}',
    reply: 'Untuk membalas, buka kembali obrolan di situs kami: percakapan Anda masih ada di sana.',
    why: 'Anda menerima e-mail ini karena alamat ini diberikan di obrolan.',
  },
}
