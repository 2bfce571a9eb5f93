import type { ArticleSource } from './article-source.ts'

export const kiteAndCraneSpanish: readonly ArticleSource[] = [
  {
    key: 'returns-policy',
    title: 'Devoluciones: 30 días, desde cualquier país',
    body: 'Puede devolver el equipo sin usar dentro de los 30 días posteriores a la entrega, con una guía pagada por nosotros. Probarse las botas sobre la alfombra o montar la tienda en la sala no cuenta como uso. La ropa interior técnica abierta solo se acepta si está defectuosa.\n\nEl paquete se deja en un punto de recogida con un código QR. El formulario de devolución tiene que ir dentro de la caja: sin él, la aduana puede retenerla.',
  },
  {
    key: 'refunds',
    title: 'Reembolso en 24 horas',
    body: 'Reembolsamos dentro de las 24 horas posteriores a la llegada al almacén más cercano, en la misma moneda y por el mismo medio de pago. La mayoría de los bancos lo muestra en tres días hábiles.\n\nLos impuestos de importación incluidos en la compra también se reembolsan.',
  },
  {
    key: 'shipping-times',
    title: 'Tiempos de entrega',
    body: 'México: de 7 a 9 días hábiles. Chile: de 8 a 10. Los hornillos viajan solo por tierra y por mar, y tardan una semana más. No enviamos combustible.\n\nEn fechas de mucha demanda conviene sumar tres días.',
  },
  {
    key: 'duties',
    title: 'Impuestos de importación',
    body: 'Los precios para México y Chile incluyen los impuestos: al recibir el paquete no se paga nada.\n\nSi la paquetería le pide un pago, el envío se registró con el tipo equivocado. No pague ni abra enlaces de mensajes de texto; mándenos una foto del aviso y nosotros lo resolvemos con el agente aduanal. Lo que ya haya pagado se le devuelve en 24 horas.',
  },
  {
    key: 'size-guide',
    title: 'Guía de tallas',
    body: 'Mida el pecho, la cintura y la entrepierna sobre ropa delgada. Pecho: S 88–94 cm, M 95–101, L 102–109, XL 110–117. Los modelos de mujer son 6 cm más angostos.\n\nBotas: párese sobre una hoja con calcetas de montaña, marque talón y punta, y sume 8 mm. Para descensos largos, medio número más.',
  },
  {
    key: 'warranty',
    title: 'Garantía y reparaciones',
    body: 'Todo el equipo tiene tres años de garantía contra defectos de material y fabricación; tiendas y mochilas, cinco si se registran. Sus derechos legales se mantienen.\n\nReparamos antes de reemplazar. Donde no hay taller, enviamos la pieza con un video corto o cambiamos el producto completo.',
  },
]
