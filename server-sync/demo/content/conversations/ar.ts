import type { Script } from './script.ts'

const kc = 'kite-and-crane'

export const arabicScripts: readonly Script[] = [
  {
    brand: kc,
    who: { name: 'عائشة البلوشي', handle: 'aisha.albalushi', country: 'AE', city: 'Dubai', tier: 'gold' },
    channel: 'whatsapp',
    subject: 'الشحنة متأخرة والسفر يوم الجمعة',
    order: { lines: [['KC-SUI-055'], ['KC-PIL-002', 2]], status: 'shipped', daysAgo: 8 },
    tags: ['delivery'],
    priority: 'high',
    by: 'agent-layla',
    ago: 5,
    turns: [
      ['customer', 'السلام عليكم، طلبي رقم {order} كان المفروض يوصل قبل يومين وما وصل للحين 😟'],
      ['customer', 'عندي سفر يوم الجمعة وأحتاج الحقيبة ضروري'],
      [
        'agent',
        'وعليكم السلام أستاذة عائشة، أعتذر عن التأخير وأتفهم قلقك قبل السفر. الشحنة {tracking} موجودة الآن في مركز التوزيع بالقوز، وقد طلبت إخراجها للتوصيل غدًا صباحًا.',
      ],
      [
        'agent',
        'هل يناسبك الاستلام بين التاسعة والثانية عشرة؟ ويمكنني أيضًا تحويلها إلى الاستلام من المركز نفسه إن كان ذلك أسرع لك.',
      ],
      ['customer', 'بكون في الدوام من ٧ إلى ٣. ممكن يوصلونها على المكتب في البرشاء؟ أو بعد الأربع في البيت؟'],
    ],
  },
  {
    brand: kc,
    who: {
      name: 'تركي بن فهد السبيعي',
      handle: 'turki.alsubaie',
      country: 'SA',
      city: 'Riyadh',
      tier: 'vip',
      about: 'VIP. Organises desert camps, orders for groups of twenty. Calls after Maghrib prayer.',
    },
    channel: 'email',
    subject: 'خيام بها أعمدة ناقصة',
    order: { lines: [['KC-TNT-004', 6]], status: 'delivered', daysAgo: 12 },
    tags: ['missing-parts', 'vip'],
    priority: 'urgent',
    by: 'agent-layla',
    ago: 20,
    turns: [
      [
        'customer',
        'السادة الكرام،\n\nتحية طيبة وبعد،\n\nاستلمت الطلب {order} المكوّن من ست خيام، وعند تجربتها تبيّن أن خيمتين تنقصهما الأعمدة الرئيسية. لدينا مخيم يبدأ بعد تسعة أيام، وأرجو تزويدنا بالقطع الناقصة قبل ذلك.\n\nمع التقدير،\nتركي السبيعي',
      ],
      [
        'note',
        'VIP. Two pole sets are in Dubai; by road to Riyadh takes 3 days, air 1 day. I approve air.',
        'lead-ines',
      ],
      [
        'agent',
        'الأستاذ تركي المحترم،\n\nتحية طيبة، ونعتذر لكم عن هذا النقص. سنرسل اليوم طقمي أعمدة كاملين من مستودع دبي بالشحن الجوي، ومن المتوقع وصولهما إلى الرياض خلال يومين دون أي تكلفة عليكم.\n\nسأوافيكم برقم الشحنة فور صدوره، وسأتابعها بنفسي حتى تصل.\n\nمع خالص التقدير،\nليلى حداد',
      ],
      [
        'customer',
        'شكرًا جزيلًا أستاذة ليلى على سرعة التجاوب.\n\nأرجو أيضًا إضافة عشرين وتدًا للرمل، فالأوتاد المرفقة لا تثبت في الرمال الناعمة. هل تتوفر لديكم أوتاد أطول؟ وكم سعرها؟',
      ],
    ],
  },
  {
    brand: kc,
    who: { name: 'شيخة المهيري', handle: 'shaikha.almheiri', country: 'AE', city: 'Abu Dhabi' },
    channel: 'instagram',
    subject: 'أي مقاس يناسبني في السترة؟',
    tags: ['size', 'product-question'],
    ago: 10,
    turns: [
      ['customer', 'مرحبا 🌸 أبغي سترة المطر سكوال بس محتارة بين S و M. طولي ١٦٣ ووزني ٥٨'],
      ['customer', 'وبلبس تحتها شي ثقيل لأني رايحة النرويج في الشتاء'],
    ],
  },
  {
    brand: kc,
    who: { name: 'ماجد الرشيدي', handle: 'majed.alrashidi', country: 'SA', city: 'Jeddah' },
    channel: 'chat',
    subject: 'خُصم المبلغ مرتين من بطاقة مدى',
    order: { lines: [['KC-SHO-508'], ['KC-BPK-018']], status: 'paid', daysAgo: 1 },
    tags: ['payment', 'double-charge'],
    priority: 'high',
    by: 'agent-layla',
    ago: 13,
    turns: [
      ['customer', 'السلام عليكم، انخصم مني {amount} مرتين على طلب واحد {order}'],
      ['agent', 'وعليكم السلام أستاذ ماجد. شكرًا لتنبيهنا، أراجع عمليات الدفع الآن.'],
      [
        'note',
        'Two captures 4 seconds apart, payment service retried. Refund of the second one is booked, ref PAY-5512.',
      ],
      [
        'agent',
        'نعم، سُجّلت العملية مرتين بسبب خلل عند بوابة الدفع. أعدنا المبلغ الثاني قبل قليل، ويظهر في حسابك عادةً خلال ثلاثة أيام عمل. الطلب نفسه لم يتأثر وسيُشحن اليوم.',
      ],
      ['customer', 'الله يعطيك العافية. طيب أبغى إشعار بالاسترداد على الإيميل عشان البنك لو تأخر المبلغ'],
    ],
  },
  {
    brand: kc,
    who: { name: 'لمى الخالدي', handle: 'lama.alkhalidi', country: 'SA', city: 'Dammam', tier: 'silver' },
    channel: 'email',
    subject: 'ضمان حقيبة الظهر: السحّاب تعطّل',
    order: { lines: [['KC-BPK-035']], status: 'delivered', daysAgo: 130 },
    tags: ['warranty'],
    status: 'snoozed',
    by: 'agent-layla',
    ago: 800,
    turns: [
      [
        'customer',
        'مرحبًا، تعطّل سحّاب الجيب العلوي في حقيبة ريدج 35 التي اشتريتها قبل أربعة أشهر (الطلب {order}). هل يشملها الضمان؟',
      ],
      [
        'agent',
        'مرحبًا لمى، نعم، السحّابات مشمولة بالضمان لمدة ثلاث سنوات. لتجنيبك عناء إرسال الحقيبة، أستطيع أن أرسل إليك رأس سحّاب بديلًا يُركّب في دقيقة واحدة دون أدوات، مع مقطع يشرح الطريقة. وإن لم ينجح ذلك استبدلنا الحقيبة كاملة.',
      ],
      ['customer', 'فكرة ممتازة، أرسليه لو سمحتِ. العنوان نفسه لم يتغيّر.'],
      ['agent', 'أرسلته اليوم، ويصلك خلال ستة أيام تقريبًا. سأعود إليك بعد وصوله لأطمئن أن كل شيء على ما يرام.'],
    ],
  },
]
