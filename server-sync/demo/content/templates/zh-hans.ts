import type { Template } from '../conversations/script.ts'

export const chineseTemplates: readonly Template[] = [
  {
    channels: ['chat', 'whatsapp'],
    tags: ['delivery'],
    order: { status: 'shipped', daysAgo: 6 },
    openings: [
      ['我的包裹到哪了?', '你好,{order} 三天没更新物流了,麻烦帮我看一下。'],
      ['周末之前能到吗', '请问 {tracking} 周末前能送到吗?下周要出差了'],
    ],
    turns: [
      ['agent', '您好,我查了一下,包裹昨晚已经离开分拨中心,{carrier}预计 {eta} 送达。'],
      ['customer', '好的,派送前会打电话吧?'],
      ['agent', '会的,当天上午会先发短信,再电话联系您。'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['refund'],
    order: { status: 'returned', daysAgo: 22, after: 'refunded' },
    openings: [
      ['退款什么时候到账', '订单 {order} 上周就退回去了,物流显示已签收,退款还没收到。'],
      ['退货进度查询', '你好,我退的「{product}」你们收到了吗?一直没有通知。'],
    ],
    turns: [
      ['agent', '您好,商品已收到并验收完毕。{amount} 刚刚已原路退回,一般两到三个工作日到账。'],
      ['customer', '收到短信了,谢谢,效率很高'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['return'],
    order: { status: 'delivered', daysAgo: 12 },
    openings: [
      ['想退货', '「{product}」颜色跟图片差别有点大,想退,怎么操作?'],
      ['退货运费谁出', '你好,七天无理由退货的话,运费是你们承担吗?订单 {order}'],
    ],
    turns: [
      ['agent', '您好,收货后 30 天内都可以退,运费由我们承担。我已经帮您预约了上门取件,您选个时间就行。'],
      ['customer', '30 天啊,那挺好的。明天下午吧'],
      ['agent', '好的,明天下午两点到五点,取件员会提前联系您。'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['damaged'],
    priority: 'high',
    order: { status: 'delivered', daysAgo: 9 },
    about: ['clothing', 'gear'],
    openings: [
      ['收到的东西是坏的', '刚拆开就发现「{product}」有个破口,附上照片,怎么处理?'],
      ['外箱压扁了', '{order} 的箱子压得不成样子,里面的东西也有划痕。'],
    ],
    turns: [
      ['agent', '非常抱歉让您收到这样的商品。照片很清楚,今天就给您补发一件新的,坏的不用寄回。'],
      ['customer', '可以,辛苦了'],
      ['note', 'Replacement sent. Outer box photo forwarded to the carrier.'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['address', 'delivery'],
    order: { status: 'packed', daysAgo: 1 },
    openings: [
      ['改收货地址', '不好意思地址填成老家的了,{order} 还能改吗?'],
      ['改成自提', '{order} 可以改成驿站自提吗,白天家里没人'],
    ],
    turns: [
      ['agent', '可以的,包裹还没出库,已经帮您改好了,预计送达时间仍是 {eta}。'],
      ['customer', '太感谢了🙏'],
    ],
  },
  {
    channels: ['chat', 'instagram'],
    tags: ['voucher'],
    openings: [
      ['优惠券用不了', '新人优惠券一直提示“已失效”,可我还没用过呀'],
      ['两张券能叠加吗', '请问生日券和满减可以一起用吗?'],
    ],
    turns: [
      ['agent', '您好,已经帮您重新激活,有效期 30 天,结算时会自动抵扣。生日券和满减可以叠加使用。'],
      ['customer', '可以了,谢谢亲'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['size', 'product-question'],
    about: ['clothing'],
    openings: [
      ['尺码咨询', '身高 178、体重 70 公斤,「{product}」选 M 还是 L?'],
      ['防水吗', '「{product}」下大雨能撑多久?准备去徒步虎跳峡'],
    ],
    turns: [
      ['agent', '您好,如果里面要加抓绒,建议选 L;只穿单层的话 M 更合身。防水方面,大雨里连续三四个小时没有问题。'],
      ['customer', '明白了,那我选 L'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['customs'],
    order: { status: 'shipped', daysAgo: 7 },
    openings: [
      ['需要自己交税吗', '{order} 会不会产生进口税?如果有,是你们代缴还是我自己缴?'],
      ['清关要什么资料', '收到短信说清关需要补资料,{tracking},请问需要哪些?'],
    ],
    turns: [
      [
        'agent',
        '您好,页面价格已含税费,您不需要再付任何费用。清关只需在海关代理的官方链接里上传身份信息,一两个工作日就能放行。',
      ],
      ['customer', '好的,已经上传了'],
    ],
  },
]
