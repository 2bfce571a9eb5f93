import type { Script } from './script.ts'

const kc = 'kite-and-crane'

export const japaneseScripts: readonly Script[] = [
  {
    brand: kc,
    who: {
      name: '山岸 文香',
      handle: 'fumika.yamagishi',
      country: 'JP',
      city: 'Nagano',
      tier: 'gold',
      about: 'Mountain hut keeper. No signal from Monday to Thursday: answer by e-mail, she reads it on Friday.',
    },
    channel: 'email',
    subject: '寝袋のファスナーが噛んでしまいます',
    order: { lines: [['KC-SLP-005']], status: 'delivered', daysAgo: 48 },
    tags: ['warranty'],
    by: 'agent-kenji',
    ago: 36,
    turns: [
      [
        'customer',
        'お世話になっております。山岸と申します。\n\n先月購入した寝袋(注文番号 {order})のファスナーが、足元から20cmほどのところで毎回生地を噛んでしまいます。無理に動かすと破れそうで、困っております。\n\n修理していただくことは可能でしょうか。',
      ],
      [
        'agent',
        '山岸様\n\nいつもご利用いただきありがとうございます。ご不便をおかけし、誠に申し訳ございません。\n\nファスナーは保証(3年間)の対象ですので、無償で修理いたします。松本の修理工房で、到着から約10日のお預かりとなります。お急ぎでしたら、新品との交換も承りますので、ご希望をお聞かせください。\n\n佐藤',
      ],
      [
        'customer',
        '佐藤様\n\nご丁寧にありがとうございます。思い入れがありますので、修理でお願いいたします。\n\n来週から小屋開けで、金曜まで電波が届きません。集荷は土曜の午前中に、麓の家へお願いできますでしょうか。また、修理中に代わりの寝袋をお借りすることはできますか。',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: '大久保 亮', handle: 'ryo.okubo', country: 'JP', city: 'Yokohama' },
    channel: 'chat',
    subject: '届いたスーツケースのキャスターが割れている',
    order: { lines: [['KC-SUI-055']], status: 'delivered', daysAgo: 8 },
    tags: ['damaged'],
    priority: 'high',
    by: 'agent-kenji',
    ago: 6,
    turns: [
      ['customer', '先ほど {order} のスーツケースが届いたのですが、キャスターが1つ割れていました。'],
      ['customer', '明後日から出張で使う予定です。'],
      [
        'agent',
        '大久保様、お問い合わせありがとうございます。せっかくのお品物が破損しており、大変申し訳ございません。明後日のご出発に間に合うよう、すぐに手配いたします。',
      ],
      [
        'agent',
        '東京の倉庫に同じ色の在庫がございますので、本日中に発送すれば明日の18時以降にお届けできます。交換品のお届け時に、破損したものを配達員にお渡しいただけますか。梱包は不要です。',
      ],
      ['note', 'Tokyo warehouse: 3 left in graphite. Same-day cut-off 16:00 JST. Carrier agreed to swap at the door.'],
      [
        'customer',
        '助かります。ただ明日は帰宅が20時半ごろになりそうです。21時までの指定はできますか?難しければ駅前の宅配ロッカーでも大丈夫です。',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: '三浦 紗英', handle: 'sae.miura', country: 'JP', city: 'Fukuoka' },
    channel: 'chat',
    subject: '領収書の宛名を会社名に変更したい',
    order: { lines: [['KC-BPK-018', 3]], status: 'delivered', daysAgo: 12 },
    tags: ['invoice'],
    by: 'agent-kenji',
    ago: 15,
    turns: [
      ['customer', 'お世話になります。{order} の領収書ですが、宛名を個人名から会社名に変更していただけますか。'],
      [
        'agent',
        '三浦様、お世話になっております。はい、変更できます。会社名の正式な表記と、但し書きのご希望をお教えいただけますでしょうか。',
      ],
      [
        'customer',
        '「株式会社はまかぜ企画」で、但し書きは「備品代として」でお願いします。あと、インボイス制度の登録番号は記載されますか?経理に確認するように言われまして…',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: '橋本 健吾', handle: 'kengo.hashimoto', country: 'JP', city: 'Sapporo' },
    channel: 'email',
    subject: '関税を請求されました(注文番号 {order})',
    order: { lines: [['KC-TNT-004'], ['KC-STV-003']], status: 'shipped', daysAgo: 9 },
    tags: ['customs'],
    by: 'agent-kenji',
    ago: 55,
    turns: [
      [
        'customer',
        'テントの配達時に、配達員の方から関税と消費税で4,300円を請求されました。商品ページには「関税込み」と書かれていたと思うのですが、支払う必要があるのでしょうか。\n\nひとまず受け取らず、持ち帰っていただきました。\n\n橋本',
      ],
      [
        'agent',
        '橋本様\n\nご連絡ありがとうございます。おっしゃる通り、日本へのお届けは関税・消費税込みの価格ですので、お支払いいただく必要はございません。ご不快な思いをさせてしまい、申し訳ございません。\n\n運送会社に確認し、当社負担での再配達を依頼いたしました。\n\n佐藤',
      ],
      [
        'customer',
        '佐藤様\n\n早速のご対応ありがとうございます。再配達ですが、次の日曜日の午前中は可能でしょうか。平日は夜勤のため、日中の呼び鈴に気づけないことがあります。',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: '小野寺 環', handle: 'tamaki.onodera', country: 'JP', city: 'Tokyo', tier: 'silver' },
    channel: 'chat',
    subject: 'ギフト包装と別送先について',
    order: { lines: [['KC-BTL-750', 2], ['KC-HAT-019']], status: 'paid', daysAgo: 0 },
    tags: ['gift'],
    by: 'agent-kenji',
    ago: 9,
    turns: [
      ['customer', 'こんにちは。退職される先輩への贈り物なのですが、のし紙は付けられますか?'],
      ['agent', '小野寺様、こんにちは。はい、無料でお付けできます。表書きとお名前はいかがいたしましょうか。'],
      [
        'customer',
        '「御礼」で、名前は「営業二課一同」でお願いします。注文は {order} です。ボトル2本と帽子を一つの箱にまとめてもらえるとうれしいです。金額がわかるものは入れないでください。',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: '藤堂 正隆', handle: 'masataka.todo', country: 'JP', city: 'Kanazawa' },
    channel: 'email',
    subject: 'ポイントが反映されていません',
    order: { lines: [['KC-JKT-210']], status: 'delivered', daysAgo: 20 },
    tags: ['loyalty'],
    ago: 28,
    turns: [
      [
        'customer',
        '先月購入したレインジャケット(注文番号 {order})のポイントがまだ付与されていないようです。\n\n購入時の画面には「発送後7日以内に付与」とありましたが、すでに2週間ほど経っております。お手数ですが、ご確認をお願いいたします。\n\n藤堂',
      ],
    ],
  },
]
