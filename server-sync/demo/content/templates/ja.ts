import type { Template } from '../conversations/script.ts'

export const japaneseTemplates: readonly Template[] = [
  {
    channels: ['chat', 'email'],
    tags: ['delivery'],
    order: { status: 'shipped', daysAgo: 6 },
    openings: [
      ['荷物の到着予定について', 'お世話になります。注文番号 {order} の到着予定日を教えていただけますか。'],
      ['追跡情報が更新されません', '追跡番号 {tracking} が2日前から更新されていないのですが、問題ないでしょうか。'],
    ],
    turns: [
      [
        'agent',
        '{name}、お問い合わせありがとうございます。お荷物は昨夜、仕分けセンターを出発しており、{eta}に{carrier}がお届けする予定です。',
      ],
      ['customer', 'ありがとうございます。時間指定はできますか?'],
      ['agent', 'はい、当日朝にお届けするメッセージのリンクからご指定いただけます。'],
    ],
  },
  {
    channels: ['email'],
    tags: ['refund'],
    order: { status: 'returned', daysAgo: 21, after: 'refunded' },
    openings: [
      ['返金の時期について', '先週返品した商品(注文番号 {order})ですが、返金はいつ頃になりますでしょうか。'],
      [
        '返品は届いていますか',
        'お世話になっております。「{product}」を返送しましたが、受領のご連絡がまだありません。ご確認をお願いいたします。',
      ],
    ],
    turns: [
      [
        'agent',
        '{name}\n\nご連絡ありがとうございます。商品は無事に到着し、検品も完了しております。本日{amount}の返金手続きをいたしました。カード会社により、反映まで数日かかる場合がございます。',
      ],
      ['customer', '確認できました。迅速なご対応、ありがとうございました。'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['wrong-size', 'exchange'],
    order: { status: 'delivered', daysAgo: 11 },
    about: ['clothing'],
    openings: [
      ['サイズ交換をお願いしたい', '「{product}」が少し小さかったので、ワンサイズ上に交換できますか?'],
      [
        'サイズが合いませんでした',
        '試着したところ肩まわりがきつかったです。注文番号は {order} です。交換は可能でしょうか。',
      ],
    ],
    turns: [
      [
        'agent',
        '{name}、ご連絡ありがとうございます。到着から30日以内で未使用でしたら、無料で交換いたします。ご希望のサイズは在庫がございますので、先にお送りしてもよろしいですか。',
      ],
      ['customer', 'はい、お願いします。'],
      ['agent', '本日発送いたします。お手元の商品は、新しい商品のお届け時に配達員へお渡しください。'],
    ],
  },
  {
    channels: ['chat', 'email'],
    tags: ['damaged'],
    priority: 'high',
    order: { status: 'delivered', daysAgo: 8 },
    about: ['hardware', 'gear'],
    openings: [
      ['商品に傷がありました', '本日届いた「{product}」に目立つ傷がありました。写真を添付いたします。'],
      ['箱がつぶれていました', '{order} が届きましたが、箱がつぶれていて中身も少し破れています。'],
    ],
    turns: [
      [
        'agent',
        '{name}、この度は大変申し訳ございません。お写真を確認いたしました。本日、新しい商品をお送りいたします。破損した商品のご返送は不要です。',
      ],
      ['customer', 'ありがとうございます。助かります。'],
      ['note', 'Replacement sent from Tokyo, same day.'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['address', 'delivery'],
    order: { status: 'packed', daysAgo: 1 },
    openings: [
      ['届け先を変更したい', 'すみません、引っ越し前の住所で注文してしまいました。{order} です。まだ間に合いますか?'],
      ['部屋番号の追加', '{order} の住所に部屋番号を入れ忘れました。'],
    ],
    turns: [
      [
        'agent',
        '{name}、ご連絡ありがとうございます。発送前でしたので、変更いたしました。お届け予定は{eta}のままでございます。',
      ],
      ['customer', 'よかったです。ありがとうございます!'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['voucher'],
    openings: [
      ['クーポンが使えません', 'メールでいただいたクーポンが「無効」と表示されます。期限は今月末までのはずです。'],
      ['ギフトカードの残高', 'ギフトカードの残高はどこで確認できますか?'],
    ],
    turns: [
      [
        'agent',
        '{name}、ご不便をおかけいたしました。お客様のアカウントに再度設定いたしましたので、お支払い時に自動で適用されます。残高はマイページの「お支払い方法」でご確認いただけます。',
      ],
      ['customer', '使えました。ありがとうございます。'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['invoice'],
    order: { status: 'delivered', daysAgo: 14 },
    openings: [
      [
        '領収書の発行をお願いします',
        '注文番号 {order} の領収書を発行していただけますでしょうか。宛名は会社名でお願いします。',
      ],
      ['納品書について', '{order} に納品書が入っていませんでした。PDFでいただくことはできますか。'],
    ],
    turns: [
      [
        'agent',
        '{name}\n\nお問い合わせありがとうございます。ご希望の宛名で発行し、PDFでお送りいたしました。ご確認くださいませ。',
      ],
      ['customer', '受け取りました。ありがとうございました。'],
    ],
  },
  {
    channels: ['chat', 'email'],
    tags: ['product-question', 'stock'],
    about: ['clothing', 'gear'],
    openings: [
      ['再入荷の予定', '「{product}」の再入荷予定はありますか?'],
      ['洗濯方法について', '「{product}」は家庭で洗濯できますか。柔軟剤は使わない方がよいでしょうか。'],
    ],
    turns: [
      [
        'agent',
        '{name}、お問い合わせありがとうございます。次回入荷は{eta}の予定です。お手入れは30℃以下の手洗いで、柔軟剤はお控えください。入荷のお知らせをお送りしましょうか。',
      ],
      ['customer', 'はい、お願いします。'],
    ],
  },
]
