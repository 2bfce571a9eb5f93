import type { ArticleSource } from './article-source.ts'

export const northwindHomeSpanish: readonly ArticleSource[] = [
  {
    key: 'returns-policy',
    title: 'Devoluciones: 30 días y gratis',
    body: 'Puede devolver cualquier artículo en los 30 días siguientes a la entrega. Debe estar completo y sin usar; abrirlo para verlo no es ningún problema. Las piezas personalizadas y las velas empezadas solo se aceptan si tienen algún defecto.\n\nLos paquetes pequeños vuelven con una etiqueta prepagada o con un código QR en el punto de entrega. Los muebles los recogemos nosotros en casa, entre dos personas y sin coste; tienen que estar desmontados y embalados.',
  },
  {
    key: 'refunds',
    title: 'Reembolso en 24 horas',
    body: 'Reembolsamos en las 24 horas siguientes a la llegada de la devolución, por el mismo medio de pago. Suele verse en la cuenta en dos o tres días hábiles.\n\nSi vuelve el pedido completo, devolvemos también los gastos de envío. Los cupones se abonan de nuevo en la cuenta con al menos 30 días de validez. Si la tarjeta ha caducado, el banco pasa el importe a la nueva.',
  },
  {
    key: 'shipping-times',
    title: 'Plazos y gastos de envío',
    body: 'España y Portugal: 4 o 5 días hábiles, 8,90 €, gratis a partir de 90 €. Canarias, Ceuta y Melilla: consúltenos.\n\nLos muebles se entregan con cita en 8 a 12 días hábiles. Los pedidos hechos antes de las 14 h de un día laborable salen el mismo día.',
  },
  {
    key: 'duties',
    title: 'Aduanas e IVA',
    body: 'Dentro de la Unión Europea no se paga nada al recibir el paquete: nuestros precios incluyen el IVA de su país.\n\nSi el transportista le pide dinero, se trata de un error de registro. No pague nada y envíenos una foto del aviso. Lo que ya haya pagado se lo devolvemos en 24 horas.',
  },
  {
    key: 'damaged-goods',
    title: 'Artículo dañado, defectuoso o incompleto',
    body: 'Bastan dos fotos: una del daño y otra de la caja. Después usted elige entre un artículo nuevo y el reembolso. Por debajo de 90 € no hace falta devolver nada; por encima, lo recogemos nosotros.\n\nLos tornillos y las piezas pequeñas que falten salen el mismo día por carta. No empaquete cristales rotos: el repartidor llevará una caja.',
  },
  {
    key: 'warranty',
    title: 'Garantía',
    body: 'Los muebles tienen una garantía de cinco años, la iluminación de tres y los textiles y la vajilla de dos. Cubre defectos de material y fabricación con un uso normal y se suma a sus derechos legales.\n\nNormalmente bastan unas fotos y el número de pedido. Siempre que se puede, reparamos antes de sustituir.',
  },
]
