import type { CountryCode } from './places.ts'

/** Each word is followed by its Latin form where it is not the same; that makes the handle. */
interface NameStock {
  readonly order: 'given-family' | 'family-given' | 'given-family-family'
  readonly separator: ' ' | ''
  readonly givens: string
  readonly families: string
}

const english: NameStock = {
  order: 'given-family',
  separator: ' ',
  givens:
    'Charlotte, Oliver, Priya, Harry, Niamh, Imogen, Callum, Zara, Ffion, Tobias, Rosie, Marcus, Hannah, Dev, Eleanor, Jack, Freya, Samuel, Aisha, Rory',
  families:
    'Ashworth, Bennett, Clarke, Doyle, Everett, Fairbairn, Gill, Holloway, Ingram, Joshi, Kendrick, Lloyd, Mensah, Norwood, Osborne, Pritchard, Quigley, Rowntree, Stanhope, Thackray',
}

const american: NameStock = {
  order: 'given-family',
  separator: ' ',
  givens: 'Madison, Tyler, Grace, Ethan, Jasmine, Noah, Sofia, Caleb, Maya, Wyatt, Leah, Andre',
  families:
    'Anderson, Brooks, Castillo, Donovan, Ellison, Franklin, Greene, Hayes, Jackson, Kowalski, Nguyen, Whitaker',
}

const german: NameStock = {
  order: 'given-family',
  separator: ' ',
  givens:
    'Annika, Jonas, Katharina, Felix, Leonie, Matthias, Sabine, Tobias, Friederike, Henrik, Miriam, Stefan, Jule, Emre',
  families:
    'Albrecht, Bergmann, Drechsler, Engel, Fuchs, Göbel goebel, Hartmann, Jansen, Krämer kraemer, Lindner, Neumann, Öztürk oeztuerk, Pohl, Reuter, Schäfer schaefer, Vogt',
}

const french: NameStock = {
  order: 'given-family',
  separator: ' ',
  givens:
    'Camille, Julien, Élodie elodie, Antoine, Manon, Thibault, Inès ines, Baptiste, Margaux, Yanis, Hélène helene, Mathieu, Solène solene, Karim',
  families:
    'Aubert, Benoît benoit, Carpentier, Delmas, Fontaine, Garnier, Haddad, Lacroix, Lemoine, Marchand, Pelletier, Renaud, Texier, Vasseur',
}

const spanish: NameStock = {
  order: 'given-family-family',
  separator: ' ',
  givens:
    'Lucía lucia, Álvaro alvaro, Carmen, Javier, Nuria, Sergio, Marta, Íñigo inigo, Rocío rocio, Adrián adrian, Pilar, Hugo, Ximena, Emilio',
  families:
    'Aguirre, Blanco, Cabrera, Domínguez dominguez, Esteban, Fuentes, Gallego, Ibáñez ibanez, Lozano, Medina, Navarro, Ortega, Peña pena, Quintana, Rivas, Vega',
}

const chinese: NameStock = {
  order: 'family-given',
  separator: '',
  givens:
    '雨桐 yutong, 浩然 haoran, 思远 siyuan, 晓雯 xiaowen, 子涵 zihan, 志强 zhiqiang, 欣怡 xinyi, 俊杰 junjie, 雅静 yajing, 明轩 mingxuan, 诗琪 shiqi, 建国 jianguo, 梦瑶 mengyao, 宇航 yuhang',
  families:
    '王 wang, 李 li, 张 zhang, 刘 liu, 陈 chen, 杨 yang, 赵 zhao, 周 zhou, 吴 wu, 徐 xu, 孙 sun, 何 he, 郭 guo, 罗 luo',
}

const japanese: NameStock = {
  order: 'family-given',
  separator: ' ',
  givens:
    '陽菜 hina, 翔太 shota, 美咲 misaki, 健太郎 kentaro, 葵 aoi, 直樹 naoki, 由美子 yumiko, 大輔 daisuke, さくら sakura, 拓海 takumi, 真理 mari, 悠斗 yuto, 千尋 chihiro, 浩二 koji',
  families:
    '佐藤 sato, 鈴木 suzuki, 高橋 takahashi, 田中 tanaka, 伊藤 ito, 渡辺 watanabe, 山本 yamamoto, 中村 nakamura, 小林 kobayashi, 加藤 kato, 吉田 yoshida, 松本 matsumoto, 井上 inoue, 木村 kimura',
}

const korean: NameStock = {
  order: 'family-given',
  separator: '',
  givens:
    '민준 minjun, 서연 seoyeon, 지우 jiwoo, 도윤 doyun, 하은 haeun, 준호 junho, 수빈 subin, 예린 yerin, 태현 taehyun, 은지 eunji, 성민 sungmin, 다은 daeun',
  families: '김 kim, 이 lee, 박 park, 최 choi, 정 jung, 강 kang, 조 cho, 윤 yoon, 장 jang, 임 lim, 한 han, 오 oh',
}

const arabic: NameStock = {
  order: 'given-family',
  separator: ' ',
  givens:
    'محمد mohammed, فاطمة fatima, أحمد ahmed, نورة noura, خالد khalid, مريم mariam, عبدالله abdullah, هند hind, سلطان sultan, ريم reem, يوسف yousef, لطيفة latifa, سعود saud, دانة dana',
  families:
    'المنصوري almansoori, الشامسي alshamsi, العتيبي alotaibi, الحربي alharbi, الكعبي alkaabi, الزهراني alzahrani, القحطاني alqahtani, المزروعي almazrouei, الدوسري aldosari, النعيمي alnuaimi, الغامدي alghamdi, الهاشمي alhashimi',
}

const italian: NameStock = {
  order: 'given-family',
  separator: ' ',
  givens:
    'Chiara, Lorenzo, Federica, Davide, Martina, Simone, Elisa, Riccardo, Alessia, Nicolò nicolo, Beatrice, Tommaso',
  families:
    'Amato, Bianchi, Colombo, De Luca deluca, Esposito, Ferrara, Galli, Lombardi, Marini, Parisi, Rinaldi, Vitale',
}

const portuguese: NameStock = {
  order: 'given-family',
  separator: ' ',
  givens: 'Beatriz, Tiago, Mariana, Gonçalo goncalo, Catarina, Duarte, Leonor, Vasco, Sofia, Bernardo, Teresa, Filipe',
  families:
    'Antunes, Barbosa, Cardoso, Esteves, Figueiredo, Lopes, Magalhães magalhaes, Nogueira, Pinto, Rocha, Simões simoes, Teixeira',
}

export const nameStocks: Record<CountryCode, NameStock> = {
  GB: english,
  IE: english,
  AU: english,
  SG: english,
  US: american,
  DE: german,
  AT: german,
  CH: german,
  FR: french,
  BE: french,
  ES: spanish,
  MX: spanish,
  CL: spanish,
  IT: italian,
  PT: portuguese,
  CN: chinese,
  JP: japanese,
  KR: korean,
  AE: arabic,
  SA: arabic,
}
