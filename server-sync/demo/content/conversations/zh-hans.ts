import type { Script } from './script.ts'

const kc = 'kite-and-crane'

export const chineseScripts: readonly Script[] = [
  {
    brand: kc,
    who: { name: '林晓峰', handle: 'xiaofeng.lin', country: 'CN', city: 'Shenzhen', tier: 'gold' },
    channel: 'chat',
    subject: '包裹卡在海关一周了',
    order: { lines: [['KC-TNT-002'], ['KC-MAT-001', 2]], status: 'shipped', daysAgo: 12 },
    tags: ['customs', 'delivery'],
    priority: 'high',
    by: 'agent-kenji',
    ago: 4,
    turns: [
      ['customer', '你好,订单 {order} 显示“清关中”已经七天了,一直没动静。'],
      ['customer', '下周末要带孩子去露营,等着用这个帐篷呢'],
      [
        'agent',
        '林先生您好,让您久等了。我刚查到:海关需要补充收件人的身份信息,通知发到了您下单时填的邮箱,可能进了垃圾箱。补齐之后一般一到两个工作日放行。',
      ],
      ['note', 'Customs hold is only for the ID upload. Broker confirmed: no duty open, declared value OK.'],
      [
        'agent',
        '您可以通过邮件里的链接自己上传,链接是海关代理“云雀速运”的官方页面。证件信息不会经过我们,我也不需要您在这里发给我。',
      ],
      ['customer', '找到邮件了,还真在垃圾箱里。刚传上去,显示“审核中”。那税费还要另外交吗?下单的时候写的是含税'],
    ],
  },
  {
    brand: kc,
    who: { name: '沈佳宁', handle: 'jianing.shen', country: 'CN', city: 'Hangzhou' },
    channel: 'chat',
    subject: '徒步靴大了半码,想换货',
    order: { lines: [['KC-SHO-508']], status: 'delivered', daysAgo: 13 },
    tags: ['wrong-size', 'exchange'],
    by: 'agent-kenji',
    ago: 12,
    turns: [
      ['customer', '在吗?靴子收到了,EU 38 脚后跟有点晃,能换 37.5 吗'],
      ['agent', '沈女士您好,可以的。30 天内、没有穿到室外就能免费换。请问鞋底是干净的吗?'],
      ['customer', '只在家里地毯上走了几步,吊牌还在'],
      [
        'agent',
        '那没问题。37.5 码目前还有 4 双,我先给您留一双。您是等新靴子到了再寄回旧的,还是先寄回?两种都可以,快递费我们出。',
      ],
      ['customer', '先寄新的吧!另外我脚背比较高,37.5 会不会反而压脚?你们有脚背的尺寸吗'],
    ],
  },
  {
    brand: kc,
    who: { name: '黄伟杰', handle: 'weijie.huang', country: 'SG', city: 'Singapore' },
    channel: 'whatsapp',
    subject: '优惠码无法使用',
    order: { lines: [['KC-SUI-055']], status: 'placed', daysAgo: 0 },
    tags: ['voucher'],
    by: 'agent-kenji',
    ago: 23,
    turns: [
      ['customer', '你好,我用会员日的优惠码 KITE20,结账时提示“不适用于此地区”。我在新加坡,邮件里没说不能用啊'],
      [
        'agent',
        '黄先生您好,抱歉给您添麻烦了。我确认过,这个码新加坡可以用,是系统漏设了。您先按原价下单,我马上手动把差价退给您,可以吗?',
      ],
      ['customer', '好的,已经下单了 {order}。差价多少钱?大概多久到账,我付的是 PayNow'],
    ],
  },
  {
    brand: kc,
    who: {
      name: '欧阳静怡',
      handle: 'jingyi.ouyang',
      country: 'CN',
      city: 'Chengdu',
      tier: 'vip',
      about: 'VIP. Leads a women’s hiking club in Chengdu; her posts sell out sizes. Reply the same day.',
    },
    channel: 'email',
    subject: '团购 30 件冲锋衣:价格与交期',
    tags: ['wholesale', 'sales', 'vip'],
    priority: 'high',
    by: 'agent-meilin',
    ago: 58,
    turns: [
      [
        'customer',
        '您好:\n\n我们徒步俱乐部想统一购买 Squall 冲锋衣,女款约 30 件,尺码从 S 到 XL,希望左胸能绣会徽。\n\n请问:\n1. 团购价是多少?\n2. 刺绣怎么收费?\n3. 五周之内能到成都吗?\n\n欧阳静怡',
      ],
      [
        'agent',
        '欧阳女士,您好:\n\n感谢您一直以来的支持。30 件可以享受 85 折,刺绣由我们上海的合作工坊完成,10 厘米以内免费。\n\n交期方面:面料现货充足,从确认图样到送达成都大约四周,五周之内没有问题。请把会徽的矢量文件(AI 或 PDF)和各尺码数量发给我,我当天就给您正式报价。\n\n陈美琳',
      ],
      [
        'customer',
        '太好了,矢量文件已附上。尺码:S 6 件、M 13 件、L 8 件、XL 3 件。\n\n还想问一下:绣线穿透面料之后会不会影响防水?有位会员比较担心这一点。',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: '潘文博', handle: 'wenbo.pan', country: 'CN', city: 'Beijing' },
    channel: 'chat',
    subject: '退款只收到一部分',
    order: { lines: [['KC-JKT-330'], ['KC-FLC-120']], status: 'refunded', daysAgo: 28 },
    tags: ['refund'],
    ago: 3,
    turns: [
      ['customer', '羽绒服和抓绒衣一起退的,{order},为什么只退了羽绒服的钱?'],
      ['customer', '退货单上写得很清楚是两件,快递单号也有'],
    ],
  },
]
