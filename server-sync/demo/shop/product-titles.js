/** The products' names, as the catalogue has them (a test compares). English stands in the pages. */
export const productTitles = {
  'NH-SOF-002': {
    de: 'Dreisitzer-Sofa Marlow',
    es: 'Sofá de tres plazas Marlow',
  },
  'NH-BED-110': {
    de: 'Leinenbettwäsche Alma, 200 × 200',
    es: 'Juego de funda nórdica de lino Alma, 150',
  },
  'NH-TBL-301': {
    de: 'Esstisch Ashby, Eiche',
    es: 'Mesa de comedor Ashby, roble',
  },
  'NH-LMP-008': {
    de: 'Tischleuchte Halo, Messing',
    es: 'Lámpara de mesa Halo, latón',
  },
  'NH-THR-014': {
    de: 'Merinodecke Skagen',
    es: 'Manta de merino Skagen',
  },
  'NH-MIR-033': {
    de: 'Rundspiegel Lune, 80 cm',
    es: 'Espejo redondo Lune, 80 cm',
  },
  'NH-VAS-019': {
    de: 'Steinzeugvase Dune',
    es: 'Jarrón de gres Dune',
  },
  'NH-MUG-006': {
    de: 'Becher Pebble, 4er-Set',
    es: 'Tazas Pebble, juego de 4',
  },
  'KC-BPK-035': {
    es: 'Mochila Ridge 35',
    'zh-Hans': 'Ridge 35 登山背包',
    ar: 'حقيبة ظهر ريدج 35',
  },
  'KC-TNT-002': {
    es: 'Tienda Lark 2',
    'zh-Hans': 'Lark 2 双人帐篷',
    ar: 'خيمة لارك لشخصين',
  },
  'KC-JKT-210': {
    es: 'Chaqueta impermeable Squall',
    'zh-Hans': 'Squall 防水冲锋衣',
    ar: 'سترة مطر سكوال',
  },
  'KC-SHO-508': {
    es: 'Botas de montaña Scree',
    'zh-Hans': 'Scree 徒步靴',
    ar: 'حذاء مشي جبلي سكري',
  },
  'KC-SUI-055': {
    es: 'Maleta de cabina Transit 55',
    'zh-Hans': 'Transit 55 登机箱',
    ar: 'حقيبة مقصورة ترانزيت 55',
  },
  'KC-SLP-005': {
    es: 'Saco de dormir Drift (−5 °C)',
    'zh-Hans': 'Drift 睡袋(−5 °C)',
    ar: 'كيس نوم دريفت (−5°)',
  },
  'KC-BTL-750': {
    es: 'Botella térmica Brook, 750 ml',
    'zh-Hans': 'Brook 保温杯(750 ml)',
    ar: 'قارورة بروك الحافظة للحرارة',
  },
  'KC-LMP-012': {
    es: 'Linterna frontal Beacon',
    'zh-Hans': 'Beacon 头灯',
    ar: 'مصباح رأس بيكون',
  },
}
