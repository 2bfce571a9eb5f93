import type { Script } from './script.ts'

const nh = 'northwind-home'

export const portugueseScripts: readonly Script[] = [
  {
    brand: nh,
    who: { name: 'Joana Mourato', handle: 'joana.mourato', country: 'PT', city: 'Évora' },
    channel: 'chat',
    subject: 'A encomenda veio incompleta',
    order: {
      lines: [
        ['NH-PLT-012', 2],
        ['NH-MUG-006', 2],
      ],
      status: 'delivered',
      daysAgo: 7,
    },
    tags: ['missing-parts'],
    by: 'agent-rui',
    ago: 8,
    turns: [
      ['customer', 'Olá, boa tarde. Recebi hoje a encomenda {order} mas só veio uma caixa de pratos. Paguei duas.'],
      ['agent', 'Boa tarde, Joana. Vou já verificar. As canecas chegaram as duas caixas?'],
      ['customer', 'Sim, as canecas estão todas. Falta mesmo só a segunda caixa de pratos'],
      [
        'agent',
        'Obrigado. Pelo peso registado, a encomenda saiu em dois volumes e só um foi entregue. O segundo está em Évora, no centro de distribuição da {carrier}, e pode ser entregue amanhã. Fica bem para si?',
      ],
      [
        'customer',
        'Amanhã só estou a partir das 17h30. Dá para deixarem na papelaria ao lado? A D. Rosa costuma receber as minhas coisas',
      ],
    ],
  },
  {
    brand: nh,
    who: {
      name: 'António Vilhena Barros',
      handle: 'antonio.vilhena',
      country: 'PT',
      city: 'Porto',
      tier: 'vip',
      about: 'VIP. Decorates rental flats in Porto, eight orders this year. Speak Portuguese, address as Sr. Vilhena.',
    },
    channel: 'email',
    subject: 'Segunda cobrança do mesmo pedido',
    order: {
      lines: [
        ['NH-BED-110', 6],
        ['NH-TWL-050', 6],
      ],
      status: 'packed',
      daysAgo: 2,
    },
    tags: ['double-charge', 'payment', 'vip'],
    priority: 'urgent',
    by: 'lead-ines',
    ago: 22,
    turns: [
      [
        'customer',
        'Boa tarde,\n\nO pedido {order}, no valor de {amount}, foi-me cobrado duas vezes no cartão da empresa. Preciso que isto fique resolvido hoje, porque o plafond ficou esgotado e tenho fornecedores a receber.\n\nAntónio Vilhena Barros',
      ],
      [
        'agent',
        'Boa tarde, Sr. Vilhena,\n\nPeço desculpa pelo transtorno. Confirmo que a segunda cobrança é nossa e é um erro. Já dei ordem de anulação; como foi feita no mesmo dia, não passa por reembolso e o plafond deve ficar livre dentro de poucas horas.\n\nEnvio-lhe a referência do banco assim que a tiver.\n\nInês Carvalho',
      ],
      [
        'note',
        'Void sent 11:40, acquirer reference pending. Rui, if it arrives after 18:00 please forward it to him yourself.',
      ],
      [
        'customer',
        'Agradeço, Inês. Até agora a aplicação do banco continua a mostrar as duas. Tem já a referência? O gestor de conta diz que com ela liberta na hora.',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Margarida Sequeira', handle: 'margarida.sequeira', country: 'PT', city: 'Coimbra' },
    channel: 'messenger',
    subject: 'Candeeiro Halo: lâmpada incluída?',
    tags: ['product-question'],
    priority: 'low',
    ago: 19,
    turns: [
      ['customer', 'Olá! O candeeiro Halo traz lâmpada ou tenho de comprar à parte? E dá para regular a intensidade?'],
      ['customer', 'É para a mesa de cabeceira, queria uma luz quente 🙂'],
    ],
  },
  {
    brand: nh,
    who: { name: 'Nuno Caldeira', handle: 'nuno.caldeira', country: 'PT', city: 'Lisboa', tier: 'silver' },
    channel: 'email',
    subject: 'Devolução da secretária: onde entregar?',
    order: { lines: [['NH-DSK-210']], status: 'returned', daysAgo: 26, after: 'refunded' },
    tags: ['return', 'refund'],
    status: 'resolved',
    by: 'agent-rui',
    ago: 340,
    turns: [
      [
        'customer',
        'Bom dia, queria devolver a secretária Tarn ({order}). É demasiado grande para levar aos correios. Como faço?',
      ],
      [
        'agent',
        'Bom dia, Nuno. Para móveis fazemos recolha em casa, sem custos. Só precisa de estar desmontada e na caixa original, ou bem embrulhada. Posso marcar quinta ou sexta, entre as 9h e as 13h.',
      ],
      ['customer', 'Sexta está ótimo. A caixa ainda a tenho.'],
      ['later', 70],
      [
        'agent',
        'Olá, Nuno. A secretária já chegou e está tudo em ordem. O reembolso de {amount} foi feito esta manhã; costuma aparecer na conta em dois ou três dias úteis.',
      ],
      ['customer', 'Já cá está! Obrigado, foi muito fácil.'],
    ],
  },
]
