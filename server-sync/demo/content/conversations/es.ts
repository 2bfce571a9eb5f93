import type { Script } from './script.ts'

const nh = 'northwind-home'
const kc = 'kite-and-crane'

export const spanishScripts: readonly Script[] = [
  {
    brand: nh,
    who: {
      name: 'María José Carrasco Vidal',
      handle: 'mariajose.carrasco',
      country: 'ES',
      city: 'Sevilla',
      tier: 'silver',
    },
    channel: 'email',
    subject: 'Devolución recibida hace una semana y sin reembolso',
    order: { lines: [['NH-PAN-009'], ['NH-PLT-012']], status: 'returned', daysAgo: 24, after: 'refunded' },
    tags: ['refund'],
    priority: 'high',
    by: 'agent-amara',
    ago: 18,
    turns: [
      [
        'customer',
        'Buenos días:\n\nDevolví la cocotte y los platos del pedido {order} y, según {carrier}, los recibieron ustedes hace ya ocho días. En su página prometen el reembolso en 24 horas y en mi cuenta no hay nada.\n\n¿Me pueden decir qué ocurre?\n\nMaría José Carrasco',
      ],
      [
        'agent',
        'Buenos días, María José:\n\nTiene usted toda la razón y le pido disculpas. El paquete llegó al almacén, pero la etiqueta venía dañada y se quedó sin registrar. Acabo de pedir que lo abran y lo comprueben hoy mismo.\n\nEn cuanto lo confirmen, emito el reembolso de {amount} a su tarjeta y le envío el justificante.\n\nUn saludo,\nAmara',
      ],
      [
        'note',
        'Warehouse found it: both items fine. Refund needs a manual booking because the return was never scanned. Waiting for the finance reference.',
      ],
      [
        'customer',
        'Gracias por contestar tan rápido. Solo una cosa: pagué con una tarjeta que me caducó a final de mes y el banco me ha dado otra nueva. ¿Llegará igual el dinero o les tengo que dar otro número?',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Jordi Puigdomènech Sala', handle: 'jordi.puigdomenech', country: 'ES', city: 'Barcelona' },
    channel: 'whatsapp',
    subject: 'Cambiar la dirección antes de que salga',
    order: { lines: [['NH-DSK-210']], status: 'packed', daysAgo: 2 },
    tags: ['delivery', 'address'],
    priority: 'high',
    by: 'agent-amara',
    ago: 6,
    turns: [
      ['customer', 'Hola! He puesto mal la dirección en el {order}. Es el escritorio, sale hoy según el correo'],
      ['customer', 'Puse la del piso antiguo 🤦 la buena es C/ Astúries 57, 3r 2a, 08012'],
      [
        'agent',
        '¡Hola, Jordi! Llegas a tiempo: está embalado pero todavía no lo ha recogido {carrier}. Lo he parado y estoy cambiando la etiqueta. ¿Hay ascensor? El paquete mide 125 cm y pesa 31 kg.',
      ],
      [
        'customer',
        'Ascensor sí pero es pequeñito, caben 2 personas justas. Si no cabe me lo suben por la escalera o me lo dejan en el portal?',
      ],
    ],
  },
  {
    brand: nh,
    who: { name: 'Begoña Arrieta Luna', handle: 'begona.arrieta', country: 'ES', city: 'Bilbao' },
    channel: 'chat',
    subject: 'La librería se inclina hacia delante',
    order: { lines: [['NH-SHL-060']], status: 'delivered', daysAgo: 12 },
    tags: ['assembly', 'product-safety'],
    by: 'agent-amara',
    ago: 13,
    turns: [
      [
        'customer',
        'Hola, he montado la librería Tarn y se va un poco hacia delante cuando pongo libros arriba. Me da miedo, tengo un niño de dos años.',
      ],
      [
        'agent',
        'Hola, Begoña. Gracias por avisar, eso hay que arreglarlo antes de usarla. De momento, deje los libros pesados en los estantes de abajo, por favor. ¿Ha puesto la sujeción a la pared? Es una pieza metálica en forma de L que viene en la bolsa pequeña.',
      ],
      ['customer', 'Pues sobró una pieza en L, sí… pensé que era de repuesto'],
      [
        'agent',
        '¡Nos pasa más de lo que cree! Es justo lo que falta: una va arriba, en el centro, y la otra a media altura. ¿De qué es la pared, ladrillo o placa de yeso? Según eso, el taco es distinto y se lo envío gratis si no lo tiene.',
      ],
      ['customer', 'Es pladur, creo. Suena hueco. Y solo tengo UNA pieza en L, no dos'],
    ],
  },
  {
    brand: kc,
    who: { name: 'Fernanda Olivares Rojo', handle: 'fernanda.olivares', country: 'MX', city: 'Guadalajara' },
    channel: 'messenger',
    subject: 'La paquetería me cobra impuestos',
    order: { lines: [['KC-SLP-005'], ['KC-MAT-001']], status: 'shipped', daysAgo: 10 },
    tags: ['customs', 'delivery'],
    by: 'agent-mateo',
    ago: 44,
    turns: [
      [
        'customer',
        'Buenas tardes, {carrier} me está pidiendo $1,480 de impuestos para entregarme el {order}. ¿No que el precio ya incluía todo?',
      ],
      [
        'agent',
        'Buenas tardes, Fernanda. Sí, a México enviamos con los impuestos pagados; no tiene que pagar nada más. Por favor no haga ningún pago. ¿Me comparte una foto del aviso, para reclamarlo con la paquetería?',
      ],
      ['customer', 'Aquí va. Dice que si no pago en 5 días lo regresan'],
      [
        'note',
        'Broker booked it as DDU by mistake, third one this week from the same gateway. Logistics ticket LOG-771.',
      ],
      [
        'agent',
        'Gracias. Ya quedó claro: lo registraron con el tipo de envío equivocado. Abrí el reclamo y nosotros cubrimos los impuestos. El paquete no se va a regresar.',
      ],
      [
        'customer',
        'Ok, muchas gracias. ¿Y como cuándo me lo entregarían? Es que lo necesito para el viernes, me voy al Nevado 🏔️',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: 'Cristóbal Aravena Soto', handle: 'cristobal.aravena', country: 'CL', city: 'Punta Arenas' },
    channel: 'email',
    subject: 'Garantía: se descosió la correa de la Ridge 35',
    order: { lines: [['KC-BPK-035']], status: 'delivered', daysAgo: 160 },
    tags: ['warranty'],
    ago: 34,
    turns: [
      [
        'customer',
        'Estimados:\n\nHace cinco meses les compré la mochila Ridge 35 (pedido {order}). La semana pasada, en el circuito de Torres del Paine, se descosió la correa del hombro izquierdo justo donde se une al panel de la espalda. La llevaba con unos 14 kilos, nada exagerado.\n\nAdjunto tres fotos. ¿Esto lo cubre la garantía? Acá no hay servicio técnico, así que no sé a dónde tendría que mandarla.\n\nSaludos cordiales,\nCristóbal Aravena',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: 'Alma Rentería Cruz', handle: 'alma.renteria', country: 'MX', city: 'Monterrey', tier: 'gold' },
    channel: 'chat',
    subject: 'Mis puntos vencen hoy',
    tags: ['loyalty'],
    by: 'agent-amara',
    ago: 8,
    turns: [
      [
        'customer',
        'Hola, me llegó un correo de que 2,300 puntos se me vencen hoy a la medianoche. ¿Medianoche de dónde? Porque estoy en Monterrey jaja',
      ],
      [
        'agent',
        '¡Hola, Alma! Buena pregunta: cuenta la medianoche de donde usted está. Así que le quedan varias horas.',
      ],
      [
        'customer',
        'Ah perfecto. Es que quiero las Scree pero en mi número no hay, 25.5 mx. ¿Se pueden apartar con puntos aunque no haya?',
      ],
    ],
  },
]
