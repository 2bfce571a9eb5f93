import type { Script } from './script.ts'

const kc = 'kite-and-crane'

export const koreanScripts: readonly Script[] = [
  {
    brand: kc,
    who: { name: '남궁현', handle: 'hyun.namgung', country: 'KR', city: 'Seoul', tier: 'silver' },
    channel: 'chat',
    subject: '개인통관고유부호를 잘못 입력했어요',
    order: { lines: [['KC-JKT-330'], ['KC-BSE-015']], status: 'shipped', daysAgo: 5 },
    tags: ['customs', 'delivery'],
    priority: 'high',
    by: 'agent-minjun',
    ago: 7,
    turns: [
      [
        'customer',
        '안녕하세요, 주문 {order} 통관부호를 잘못 넣은 것 같아요. 세관에서 문자가 왔는데 이름이랑 불일치라고 하네요',
      ],
      [
        'agent',
        '안녕하세요, 남궁현 고객님. 걱정되셨겠어요. 지금 확인해 보니 통관 보류 상태이고, 부호만 정정하면 바로 진행됩니다. 문자에 있는 관세사 링크에서 직접 수정하실 수 있고, 저희 쪽에도 정정 요청을 넣어 두었습니다.',
      ],
      ['agent', '참고로 통관부호는 개인정보라서 이 채팅창에는 적지 않으셔도 됩니다.'],
      ['customer', '방금 수정했어요! 그럼 이번 주말 전에 받을 수 있을까요? 토요일에 설악산 가거든요 ㅠㅠ'],
    ],
  },
  {
    brand: kc,
    who: { name: '송가람', handle: 'garam.song', country: 'KR', city: 'Busan' },
    channel: 'chat',
    subject: '품절된 데이팩 재입고 문의',
    tags: ['stock'],
    by: 'agent-minjun',
    ago: 18,
    turns: [
      ['customer', '페리 18 올리브색 언제 다시 들어오나요? 알림 신청한 지 한 달 됐어요'],
      [
        'agent',
        '기다려 주셔서 감사합니다. 올리브색은 다음 주 목요일에 30개가 입고될 예정입니다. 원하시면 한 개를 고객님 앞으로 48시간 동안 예약해 드릴 수 있어요.',
      ],
      ['customer', '오 예약 부탁드려요! 근데 13인치 노트북도 들어갈까요? 출퇴근용으로도 쓰려고요'],
    ],
  },
  {
    brand: kc,
    who: { name: '백승아', handle: 'seunga.baek', country: 'KR', city: 'Daejeon' },
    channel: 'email',
    subject: '반품했는데 환불이 아직 안 됐습니다',
    order: { lines: [['KC-SHO-512']], status: 'returned', daysAgo: 25, after: 'refunded' },
    tags: ['refund', 'return'],
    priority: 'high',
    by: 'agent-minjun',
    ago: 49,
    turns: [
      [
        'customer',
        '안녕하세요.\n\n지난주에 트레일 러닝화({order})를 반품했고, 택배사 조회로는 5일 전에 도착한 것으로 나옵니다. 그런데 아직 환불 안내를 받지 못했습니다. 확인 부탁드립니다.\n\n백승아 드림',
      ],
      [
        'agent',
        '백승아 고객님, 안녕하세요.\n\n불편을 드려 죄송합니다. 확인해 보니 창고에는 도착했으나 검수가 밀려 있었습니다. 오늘 중으로 검수를 마치고 {amount} 전액을 환불해 드리겠습니다. 카드사에 따라 영업일 기준 3~5일 후에 표시됩니다.\n\n박민준 드림',
      ],
      ['note', 'Inspection backlog at the Incheon partner, 40 parcels. Marisol knows. This one is moved to the front.'],
      [
        'customer',
        '답변 감사합니다. 혹시 카드 취소 대신 적립금으로 받을 수도 있을까요? 같은 신발 255 사이즈로 다시 주문하려고 합니다.',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: '류도현', handle: 'dohyun.ryu', country: 'KR', city: 'Incheon' },
    channel: 'chat',
    subject: '보온병 뚜껑에서 물이 새요',
    order: { lines: [['KC-BTL-750']], status: 'delivered', daysAgo: 14 },
    tags: ['damaged', 'warranty'],
    ago: 5,
    turns: [
      ['customer', '보온병 산 지 2주 됐는데 뚜껑에서 물이 샙니다. 가방이 다 젖었어요. 주문번호 {order}'],
      ['customer', '고무 패킹이 원래 들어 있어야 하는 건가요? 제 건 없는 것 같은데…'],
    ],
  },
]
