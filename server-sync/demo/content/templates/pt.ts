import type { Template } from '../conversations/script.ts'

export const portugueseTemplates: readonly Template[] = [
  {
    channels: ['chat', 'whatsapp'],
    tags: ['delivery'],
    order: { status: 'shipped', daysAgo: 5 },
    openings: [
      ['Onde está a minha encomenda?', 'Olá, a encomenda {order} não anda desde ontem. Sabem quando chega?'],
      ['Chega antes do fim de semana?', 'Boa tarde! O {tracking} chega antes do fim de semana?'],
    ],
    turns: [
      ['agent', 'Olá, {name}. Saiu esta noite do centro de distribuição e a {carrier} prevê entregar no dia {eta}.'],
      ['customer', 'Boa! Avisam antes?'],
      ['agent', 'Sim, recebe uma mensagem nessa manhã, com um intervalo de duas horas.'],
    ],
  },
  {
    channels: ['email'],
    tags: ['refund'],
    order: { status: 'returned', daysAgo: 19, after: 'refunded' },
    openings: [
      [
        'Reembolso da encomenda {order}',
        'Bom dia, enviei a devolução da {order} há uma semana. Podem confirmar se já a receberam?',
      ],
      ['Devolução sem resposta', 'Boa tarde, devolvi um artigo ({product}) e ainda não tive notícias do reembolso.'],
    ],
    turns: [
      [
        'agent',
        'Bom dia, {name}.\n\nJá a recebemos, está tudo em ordem. O reembolso de {amount} foi feito agora mesmo e costuma aparecer em dois ou três dias úteis.',
      ],
      ['customer', 'Agradeço a rapidez.'],
    ],
  },
  {
    channels: ['chat', 'whatsapp'],
    tags: ['return'],
    order: { status: 'delivered', daysAgo: 9 },
    openings: [
      ['Quero trocar um artigo', 'Olá, queria devolver um artigo da {order}: {product}. Não combina com a sala.'],
      ['Etiqueta de devolução', 'Boa noite, não tenho impressora para a etiqueta de devolução. Como faço?'],
    ],
    turns: [
      [
        'agent',
        'Olá, {name}. Enviei-lhe um código QR por e-mail; imprimem a etiqueta no ponto de entrega. Tem 30 dias, sem pressa.',
      ],
      ['customer', 'Ótimo, fico a saber!'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['damaged'],
    priority: 'high',
    order: { status: 'delivered', daysAgo: 6 },
    about: ['ware', 'furniture'],
    openings: [
      ['Artigo danificado', 'Bom dia, veio um artigo partido na {order}: {product}. Envio fotografias.'],
      ['Veio riscado', 'Olá, ao abrir a caixa reparei num risco grande ({product}). É possível trocar?'],
    ],
    turns: [
      ['agent', 'Lamento muito, {name}. Envio-lhe hoje um artigo novo; não precisa de devolver o danificado.'],
      ['customer', 'Impecável, agradeço muito.'],
    ],
  },
  {
    channels: ['chat', 'whatsapp'],
    tags: ['address', 'delivery'],
    order: { status: 'packed', daysAgo: 1 },
    openings: [
      ['Morada errada', 'Olá! Enganei-me no andar na {order}. Ainda vou a tempo?'],
      ['Entrega no trabalho', 'Bom dia, podem entregar a {order} no meu trabalho? Em casa não está ninguém.'],
    ],
    turns: [
      ['agent', 'Vai a tempo, {name}. Já corrigi a morada e a entrega mantém-se para {eta}.'],
      ['customer', 'Que alívio!'],
    ],
  },
  {
    channels: ['chat', 'instagram'],
    tags: ['voucher'],
    openings: [
      ['O código não funciona', 'olá, o código de boas-vindas dá erro 😕'],
      ['Cartão presente', 'Boa tarde, o cartão presente tem prazo de validade?'],
    ],
    turns: [
      [
        'agent',
        'Olá, {name}! Já ativei o desconto na sua conta, é aplicado automaticamente. Os cartões presente são válidos por três anos.',
      ],
      ['customer', 'já deu 🙂'],
    ],
  },
  {
    channels: ['email'],
    tags: ['invoice'],
    order: { status: 'delivered', daysAgo: 13 },
    openings: [
      ['Fatura com NIF', 'Bom dia, esqueci-me de pôr o NIF na {order}. Ainda podem emitir a fatura com contribuinte?'],
      ['Segunda via da fatura', 'Boa tarde, preciso de uma segunda via da fatura da {order}, por favor.'],
    ],
    turns: [
      [
        'agent',
        'Bom dia, {name}.\n\nClaro que sim. Segue a fatura em PDF; se precisar de mais algum dado, é só dizer.',
      ],
      ['customer', 'Recebida, bom trabalho.'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['stock', 'product-question'],
    openings: [
      ['Volta a haver?', 'Olá, sabem quando volta a haver: {product}?'],
      ['Medidas', 'Boa tarde, as medidas que estão no site são com ou sem embalagem? É para: {product}'],
    ],
    turns: [
      [
        'agent',
        'Olá, {name}. Esperamos nova entrega no dia {eta}; as medidas são do artigo, sem embalagem. Quer que a avise?',
      ],
      ['customer', 'Sim, se faz favor'],
    ],
  },
]
