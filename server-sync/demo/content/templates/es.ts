import type { Template } from '../conversations/script.ts'

export const spanishTemplates: readonly Template[] = [
  {
    channels: ['chat', 'whatsapp'],
    tags: ['delivery'],
    order: { status: 'shipped', daysAgo: 5 },
    openings: [
      ['¿Dónde está mi pedido?', 'Hola, ¿me pueden decir por dónde anda el pedido {order}? El seguimiento no avanza.'],
      [
        '¿Llega esta semana?',
        'Buenas, quería saber si el paquete {tracking} llega esta semana, que luego me voy fuera.',
      ],
    ],
    turns: [
      [
        'agent',
        'Hola, {name}. Acabo de mirarlo: salió anoche del centro de clasificación y {carrier} prevé entregarlo el {eta}.',
      ],
      ['customer', 'Genial, ¿avisan antes de venir?'],
      ['agent', 'Sí, esa misma mañana recibirá un mensaje con una franja de dos horas.'],
    ],
  },
  {
    channels: ['email'],
    tags: ['refund'],
    order: { status: 'returned', daysAgo: 20, after: 'refunded' },
    openings: [
      [
        'Reembolso del pedido {order}',
        'Buenos días: devolví el pedido {order} la semana pasada. ¿Podrían confirmarme si lo han recibido y cuándo se hará el abono?',
      ],
      [
        'Devolución sin noticias',
        'Hola, mandé de vuelta «{product}» hace unos días y no he recibido ningún correo. ¿Está todo bien?',
      ],
    ],
    turns: [
      [
        'agent',
        'Buenos días, {name}:\n\nSí, llegó en perfecto estado. Acabo de emitir el reembolso de {amount}; normalmente aparece en la cuenta en dos o tres días hábiles.',
      ],
      ['customer', 'Recibido. Muchas gracias por la rapidez.'],
    ],
  },
  {
    channels: ['chat', 'whatsapp'],
    tags: ['return'],
    order: { status: 'delivered', daysAgo: 10 },
    openings: [
      [
        'Quiero devolver un artículo',
        'Hola, ¿cómo hago para devolver «{product}»? No tiene ningún problema, es que no me convence el color.',
      ],
      [
        'No tengo impresora para la etiqueta',
        'Buenas tardes, me llegó la etiqueta de devolución de {order} pero no tengo impresora.',
      ],
    ],
    turns: [
      [
        'agent',
        'Hola, {name}. Le he enviado un código QR por correo: en el punto de entrega imprimen ellos la etiqueta. Tiene 30 días desde la entrega.',
      ],
      ['customer', 'Perfecto, mañana lo llevo.'],
    ],
  },
  {
    channels: ['email', 'whatsapp'],
    tags: ['damaged'],
    priority: 'high',
    order: { status: 'delivered', daysAgo: 6 },
    about: ['ware', 'hardware'],
    openings: [
      ['Llegó roto', 'Hola, el pedido {order} llegó con un golpe y «{product}» está roto. Adjunto fotos.'],
      [
        'Defecto de fábrica',
        'Buenos días, «{product}» tiene un defecto en la costura nada más sacarlo de la caja. ¿Me lo cambian?',
      ],
    ],
    turns: [
      [
        'agent',
        'Lo siento mucho, {name}, y gracias por las fotos. Le envío uno nuevo hoy mismo; el dañado no hace falta que lo devuelva.',
      ],
      ['customer', 'Qué bien, gracias. ¿Cuándo llegaría?'],
      ['agent', 'El {eta}, si no hay imprevistos. Esta tarde recibirá el número de seguimiento.'],
    ],
  },
  {
    channels: ['chat', 'whatsapp'],
    tags: ['address', 'delivery'],
    order: { status: 'packed', daysAgo: 1 },
    openings: [
      ['Me equivoqué de código postal', 'Hola!! puse mal el código postal en {order}, ¿todavía se puede cambiar?'],
      [
        'Entregar en un punto de recogida',
        'Hola, ¿el pedido {order} se puede entregar en un punto de recogida en vez de en casa?',
      ],
    ],
    turns: [
      [
        'agent',
        'Hola, {name}. Sí, aún está en el almacén. Ya lo he modificado; la fecha de entrega sigue siendo el {eta}.',
      ],
      ['customer', 'Mil gracias 🙌'],
    ],
  },
  {
    channels: ['chat', 'instagram'],
    tags: ['voucher'],
    openings: [
      ['El cupón no funciona', 'hola, me da error el cupón de bienvenida, dice que no existe 😩'],
      ['Tarjeta regalo', 'Buenas, ¿una tarjeta regalo comprada en otro país se puede usar aquí?'],
    ],
    turns: [
      [
        'agent',
        'Hola, {name}. Lo he revisado y ya está activo en su cuenta: se aplica solo al pagar. Si ve cualquier error, mándeme una captura.',
      ],
      ['customer', 'Ahora sí! gracias'],
    ],
  },
  {
    channels: ['email'],
    tags: ['invoice'],
    order: { status: 'delivered', daysAgo: 15 },
    openings: [
      [
        'Factura con datos fiscales',
        'Buenos días: necesito la factura del pedido {order} a nombre de mi empresa. ¿Qué datos les hacen falta?',
      ],
      ['No encuentro la factura', 'Hola, no encuentro la factura de {order} en mi cuenta, solo el resguardo.'],
    ],
    turns: [
      [
        'agent',
        'Buenos días, {name}:\n\nCon la razón social, la dirección fiscal y el número de identificación la emito hoy mismo y se la envío en PDF.',
      ],
      ['customer', 'Se los acabo de mandar por el formulario.'],
      ['agent', 'Recibidos, gracias. La factura ya está en su correo.'],
    ],
  },
  {
    channels: ['chat', 'messenger'],
    tags: ['stock', 'product-question'],
    openings: [
      ['¿Vuelve a haber existencias?', 'Hola, ¿saben si van a reponer «{product}»? Lleva agotado un montón.'],
      [
        'Dudas sobre el tamaño',
        'Hola, antes de comprar «{product}»: ¿las medidas de la web son exactas o aproximadas?',
      ],
    ],
    turns: [
      [
        'agent',
        'Hola, {name}. Lo esperamos para el {eta}, y las medidas de la ficha son exactas, con un margen de medio centímetro. ¿Quiere que le avise cuando llegue?',
      ],
      ['customer', 'Sí, por favor.'],
      ['agent', 'Hecho. Recibirá un correo un día antes que el resto.'],
    ],
  },
  {
    channels: ['email'],
    tags: ['warranty'],
    order: { status: 'delivered', daysAgo: 150 },
    about: ['furniture', 'gear'],
    openings: [
      [
        'Consulta de garantía',
        'Buenas tardes, compré «{product}» hace cinco meses (pedido {order}) y ha empezado a fallar. ¿Entra en garantía?',
      ],
      ['¿Lo arreglan?', 'Hola, prefiero arreglar que tirar: ¿tienen servicio de reparación para «{product}»?'],
    ],
    turns: [
      [
        'agent',
        'Buenas tardes, {name}:\n\nSí, está dentro de la garantía. Con dos fotos del problema puedo decidirlo hoy, sin que tenga que enviar nada.',
      ],
      ['customer', 'Van adjuntas.'],
      ['agent', 'Gracias. Aprobado: le llegará la pieza nueva el {eta}.'],
    ],
  },
]
