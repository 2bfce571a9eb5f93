import type { Template } from '../conversations/script.ts'

export const koreanTemplates: readonly Template[] = [
  {
    channels: ['chat'],
    tags: ['delivery'],
    order: { status: 'shipped', daysAgo: 6 },
    openings: [
      ['배송이 어디까지 왔나요?', '안녕하세요, {order} 배송 조회가 이틀째 그대로예요. 확인 부탁드려요.'],
      ['주말 전에 도착할까요', '{tracking} 이번 주말 전에 받을 수 있을까요?'],
    ],
    turns: [
      [
        'agent',
        '안녕하세요, {name}. 확인해 보니 어젯밤 물류센터에서 출발했고, {carrier}에서 {eta}에 배송할 예정입니다.',
      ],
      ['customer', '네 감사합니다! 문 앞에 놔 주시면 돼요'],
      ['agent', '배송 메모에 남겨 두었습니다. 좋은 하루 보내세요.'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['refund'],
    order: { status: 'returned', daysAgo: 20, after: 'refunded' },
    openings: [
      ['환불 언제 되나요', '지난주에 {order} 반품했는데 환불 예정일을 알고 싶습니다.'],
      ['반품 접수 확인', '‘{product}’ 반품 보냈는데 도착했는지 확인 부탁드립니다.'],
    ],
    turns: [
      [
        'agent',
        '{name}, 안녕하세요. 상품은 잘 도착했고 검수도 끝났습니다. 방금 {amount} 환불 처리해 드렸으며, 카드사에 따라 2~3영업일 걸릴 수 있습니다.',
      ],
      ['customer', '빠른 처리 감사합니다'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['wrong-size', 'exchange'],
    order: { status: 'delivered', daysAgo: 10 },
    about: ['clothing', 'footwear'],
    openings: [
      ['사이즈 교환', '‘{product}’ 한 사이즈 크게 교환하고 싶어요. 택 그대로 있어요'],
      ['생각보다 작아요', '{order} 받았는데 생각보다 작게 나왔네요. 교환 배송비 있나요?'],
    ],
    turns: [
      [
        'agent',
        '{name}, 수령 후 30일 이내 미사용이면 교환 배송비는 무료입니다. 원하시는 사이즈 재고가 있어서 오늘 바로 보내 드릴 수 있어요.',
      ],
      ['customer', '와 그럼 부탁드려요!'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['damaged'],
    priority: 'high',
    order: { status: 'delivered', daysAgo: 9 },
    about: ['hardware'],
    openings: [
      ['파손된 상품이 왔어요', '방금 받았는데 ‘{product}’에 금이 가 있어요. 사진 첨부합니다.'],
      ['박스가 찌그러져서 왔어요', '{order} 박스가 많이 찌그러져 왔고 안에도 긁힌 자국이 있네요.'],
    ],
    turns: [
      [
        'agent',
        '{name}, 불편을 드려 정말 죄송합니다. 사진 확인했고, 오늘 새 상품을 다시 보내 드리겠습니다. 파손된 상품은 돌려보내지 않으셔도 됩니다.',
      ],
      ['customer', '네 알겠습니다 감사해요'],
      ['note', 'Replacement sent, photo filed.'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['address', 'delivery'],
    order: { status: 'packed', daysAgo: 1 },
    openings: [
      ['배송지 변경', '이사 간 걸 깜빡하고 예전 주소로 주문했어요ㅠㅠ {order} 바꿀 수 있나요?'],
      ['동호수를 빠뜨렸어요', '{order} 주소에 동호수를 안 적었어요!'],
    ],
    turns: [
      ['agent', '{name}, 다행히 아직 출고 전이라 변경해 드렸습니다. 도착 예정일은 {eta} 그대로입니다.'],
      ['customer', '휴 다행이다 감사합니다'],
    ],
  },
  {
    channels: ['chat', 'instagram'],
    tags: ['voucher'],
    openings: [
      ['쿠폰이 적용이 안 돼요', '생일 쿠폰이 ‘사용 불가’로 떠요. 아직 안 썼는데요'],
      ['적립금이랑 같이 쓸 수 있나요', '쿠폰이랑 적립금 같이 사용할 수 있나요?'],
    ],
    turns: [
      [
        'agent',
        '{name}, 불편을 드려 죄송합니다. 쿠폰을 다시 발급해 드렸고 결제할 때 자동으로 적용됩니다. 적립금과 함께 쓰실 수 있어요.',
      ],
      ['customer', '됐어요! 감사합니다~'],
    ],
  },
  {
    channels: ['chat'],
    tags: ['product-question'],
    about: ['clothing', 'gear'],
    openings: [
      ['세탁 방법 문의', '‘{product}’ 세탁기 돌려도 되나요?'],
      ['방수 되나요?', '‘{product}’ 비 많이 와도 괜찮을까요? 제주 올레길 갈 건데요'],
    ],
    turns: [
      [
        'agent',
        '{name}, 30℃ 이하 손세탁을 권해 드리고 섬유유연제는 피해 주세요. 가벼운 비는 괜찮지만 장시간 폭우에는 레인커버를 함께 쓰시는 게 좋습니다.',
      ],
      ['customer', '친절한 설명 감사합니다'],
    ],
  },
  {
    channels: ['email', 'chat'],
    tags: ['customs'],
    order: { status: 'shipped', daysAgo: 7 },
    openings: [
      ['관부가세 문의', '{order} 관부가세가 따로 나오나요? 결제 금액에 포함인지 궁금합니다.'],
      ['통관이 오래 걸리네요', '{tracking} 통관이 나흘째 진행 중인데 원래 이렇게 걸리나요?'],
    ],
    turns: [
      [
        'agent',
        '{name}, 관부가세는 결제 금액에 모두 포함되어 있어 따로 내실 금액은 없습니다. 통관은 보통 2~5일 걸리며 {eta} 전후로 도착할 예정입니다.',
      ],
      ['customer', '네 기다려 볼게요. 감사합니다.'],
    ],
  },
]
