/**
 * The larger cities of the world and capitals, after the zone in which they lie: the name in English, in Simplified Chinese
 * and, where it is not the same in other characters, as it is written in Taiwan. `Intl` has no name in Chinese for most of
 * them (it calls a country's only zone by the country) and none for a city that gives no zone its name. The first of a zone
 * is what the zone is called, and the order is the one in which menus offer them. Written by hand, from no list of names:
 * tests check that the zones exist and that names are found, not that a name is the one which its country's papers use.
 */
const CITIES = `
Asia/Shanghai: Shanghai 上海; Beijing 北京; Shenzhen 深圳; Guangzhou 广州 廣州; Chengdu 成都; Hangzhou 杭州; Xi'an 西安; Wuhan 武汉 武漢; Chongqing 重庆 重慶; Nanjing 南京; Tianjin 天津; Suzhou 苏州 蘇州; Changsha 长沙 長沙; Zhengzhou 郑州 鄭州; Qingdao 青岛 青島; Shenyang 沈阳 瀋陽; Dalian 大连 大連; Harbin 哈尔滨 哈爾濱; Xiamen 厦门 廈門; Kunming 昆明; Jinan 济南 濟南; Hefei 合肥; Fuzhou 福州; Ningbo 宁波 寧波; Dongguan 东莞 東莞; Foshan 佛山; Nanning 南宁 南寧; Guiyang 贵阳 貴陽; Lanzhou 兰州 蘭州; Taiyuan 太原; Shijiazhuang 石家庄 石家莊; Nanchang 南昌; Changchun 长春 長春; Hohhot 呼和浩特; Urumqi 乌鲁木齐 烏魯木齊; Lhasa 拉萨 拉薩; Haikou 海口; Sanya 三亚 三亞; Yinchuan 银川 銀川; Xining 西宁 西寧; Wuxi 无锡 無錫
Asia/Hong_Kong: Hong Kong 香港
Asia/Taipei: Taipei 台北; Taiwan 台湾 台灣; Kaohsiung 高雄; Taichung 台中; Tainan 台南; Hsinchu 新竹; Taoyuan 桃园 桃園
Asia/Macau: Macau 澳门 澳門; Macao 澳门 澳門
Asia/Singapore: Singapore 新加坡
Asia/Tokyo: Tokyo 东京 東京; Osaka 大阪; Kyoto 京都; Yokohama 横滨 橫濱; Nagoya 名古屋; Sapporo 札幌; Fukuoka 福冈 福岡; Kobe 神户 神戶
Asia/Seoul: Seoul 首尔 首爾; Busan 釜山; Incheon 仁川; Korea 韩国 南韓
Asia/Pyongyang: Pyongyang 平壤
Europe/London: London 伦敦 倫敦; Manchester 曼彻斯特 曼徹斯特; Edinburgh 爱丁堡 愛丁堡; Birmingham 伯明翰; Glasgow 格拉斯哥; England 英格兰 英格蘭; Great Britain 大不列颠 大不列顛; Britain 英国 英國
America/New_York: New York 纽约 紐約; Washington 华盛顿 華盛頓; Boston 波士顿 波士頓; Philadelphia 费城 費城; Miami 迈阿密 邁阿密; Atlanta 亚特兰大 亞特蘭大; Detroit 底特律; Pittsburgh 匹兹堡 匹茲堡; New York City 纽约市 紐約市; Washington DC 华盛顿特区 華盛頓特區; US Eastern 美东 美東
America/Chicago: Chicago 芝加哥; Houston 休斯敦 休士頓; Dallas 达拉斯 達拉斯; Austin 奥斯汀 奧斯汀; New Orleans 新奥尔良 紐奧良; Minneapolis 明尼阿波利斯; US Central 美中
America/Denver: Denver 丹佛; Salt Lake City 盐湖城 鹽湖城; US Mountain 美山
America/Phoenix: Phoenix 菲尼克斯 鳳凰城
America/Los_Angeles: Los Angeles 洛杉矶 洛杉磯; San Francisco 旧金山 舊金山; Seattle 西雅图 西雅圖; San Diego 圣迭戈 聖地牙哥; Las Vegas 拉斯维加斯 拉斯維加斯; Portland 波特兰 波特蘭; San Jose 圣何塞 聖荷西; Silicon Valley 硅谷 矽谷; US Pacific 美西
America/Anchorage: Anchorage 安克雷奇 安克拉治
Pacific/Honolulu: Honolulu 檀香山; Hawaii 夏威夷
America/Toronto: Toronto 多伦多 多倫多; Montreal 蒙特利尔 蒙特婁; Ottawa 渥太华 渥太華
America/Winnipeg: Winnipeg 温尼伯 溫尼伯
America/Edmonton: Edmonton 埃德蒙顿 艾德蒙頓; Calgary 卡尔加里 卡加利
America/Vancouver: Vancouver 温哥华 溫哥華
America/Halifax: Halifax 哈利法克斯
America/St_Johns: St. John's 圣约翰斯 聖約翰斯; Newfoundland 纽芬兰 紐芬蘭
America/Mexico_City: Mexico City 墨西哥城; Guadalajara 瓜达拉哈拉 瓜達拉哈拉
America/Tijuana: Tijuana 蒂华纳 提華納
America/Cancun: Cancún 坎昆 坎昆; Cancun 坎昆
America/Havana: Havana 哈瓦那
America/Bogota: Bogotá 波哥大; Bogota 波哥大; Medellin 麦德林 麥德林
America/Lima: Lima 利马 利馬
America/Caracas: Caracas 加拉加斯 卡拉卡斯
America/Santiago: Santiago 圣地亚哥 聖地牙哥市
America/Argentina/Buenos_Aires: Buenos Aires 布宜诺斯艾利斯 布宜諾斯艾利斯; Argentina 阿根廷
America/Montevideo: Montevideo 蒙得维的亚 蒙特維多
America/Asuncion: Asunción 亚松森 亞松森
America/La_Paz: La Paz 拉巴斯
America/Sao_Paulo: São Paulo 圣保罗 聖保羅; Rio de Janeiro 里约热内卢 里約熱內盧; Rio 里约 里約; Brasília 巴西利亚 巴西利亞; Brasilia 巴西利亚
America/Manaus: Manaus 马瑙斯 瑪瑙斯
America/Panama: Panama City 巴拿马城 巴拿馬城
Europe/Paris: Paris 巴黎; Lyon 里昂; Marseille 马赛 馬賽
Europe/Berlin: Berlin 柏林; Munich 慕尼黑; Frankfurt 法兰克福 法蘭克福; Hamburg 汉堡 漢堡; Cologne 科隆; Düsseldorf 杜塞尔多夫 杜塞道夫; Dusseldorf 杜塞尔多夫; Stuttgart 斯图加特 斯圖加特
Europe/Madrid: Madrid 马德里 馬德里; Barcelona 巴塞罗那 巴塞隆納
Europe/Rome: Rome 罗马 羅馬; Milan 米兰 米蘭; Naples 那不勒斯; Venice 威尼斯; Florence 佛罗伦萨 佛羅倫斯
Europe/Lisbon: Lisbon 里斯本; Porto 波尔图 波多
Europe/Amsterdam: Amsterdam 阿姆斯特丹; Rotterdam 鹿特丹; The Hague 海牙; Holland 荷兰 荷蘭
Europe/Brussels: Brussels 布鲁塞尔 布魯塞爾; Antwerp 安特卫普 安特衛普
Europe/Zurich: Zurich 苏黎世 蘇黎世; Zürich 苏黎世 蘇黎世; Geneva 日内瓦 日內瓦; Basel 巴塞尔 巴塞爾; Bern 伯尔尼 伯恩
Europe/Vienna: Vienna 维也纳 維也納
Europe/Prague: Prague 布拉格; Czech Republic 捷克
Europe/Budapest: Budapest 布达佩斯 布達佩斯
Europe/Warsaw: Warsaw 华沙 華沙; Krakow 克拉科夫
Europe/Stockholm: Stockholm 斯德哥尔摩 斯德哥爾摩
Europe/Oslo: Oslo 奥斯陆 奧斯陸
Europe/Copenhagen: Copenhagen 哥本哈根
Europe/Helsinki: Helsinki 赫尔辛基 赫爾辛基
Europe/Dublin: Dublin 都柏林
Europe/Athens: Athens 雅典
Europe/Bucharest: Bucharest 布加勒斯特
Europe/Sofia: Sofia 索非亚 索菲亞
Europe/Belgrade: Belgrade 贝尔格莱德 貝爾格勒
Europe/Kyiv: Kyiv 基辅 基輔; Kiev 基辅
Europe/Minsk: Minsk 明斯克
Europe/Istanbul: Istanbul 伊斯坦布尔 伊斯坦堡; Ankara 安卡拉; Turkey 土耳其
Europe/Moscow: Moscow 莫斯科; Saint Petersburg 圣彼得堡 聖彼得堡; St Petersburg 圣彼得堡
Asia/Yekaterinburg: Yekaterinburg 叶卡捷琳堡 葉卡捷琳堡
Asia/Novosibirsk: Novosibirsk 新西伯利亚 新西伯利亞
Asia/Vladivostok: Vladivostok 海参崴 海參崴; Vladivostok 符拉迪沃斯托克
Asia/Dubai: Dubai 迪拜 杜拜; Abu Dhabi 阿布扎比 阿布達比; UAE 阿联酋 阿聯
Asia/Riyadh: Riyadh 利雅得 利雅德; Jeddah 吉达 吉達; Mecca 麦加 麥加; Saudi 沙特 沙烏地
Asia/Qatar: Doha 多哈 杜哈
Asia/Kuwait: Kuwait City 科威特城
Asia/Jerusalem: Jerusalem 耶路撒冷; Tel Aviv 特拉维夫 特拉維夫
Asia/Beirut: Beirut 贝鲁特 貝魯特
Asia/Damascus: Damascus 大马士革 大馬士革
Asia/Amman: Amman 安曼
Asia/Baghdad: Baghdad 巴格达 巴格達
Asia/Tehran: Tehran 德黑兰 德黑蘭
Asia/Kabul: Kabul 喀布尔 喀布爾
Asia/Karachi: Karachi 卡拉奇 喀拉蚩; Lahore 拉合尔 拉合爾; Islamabad 伊斯兰堡 伊斯蘭馬巴德
Asia/Kolkata: Delhi 德里; New Delhi 新德里; Mumbai 孟买 孟買; Bangalore 班加罗尔 邦加羅爾; Bengaluru 班加罗尔; Kolkata 加尔各答 加爾各答; Chennai 金奈 清奈; Hyderabad 海得拉巴
Asia/Colombo: Colombo 科伦坡 可倫坡
Asia/Kathmandu: Kathmandu 加德满都 加德滿都
Asia/Dhaka: Dhaka 达卡 達卡
Asia/Yangon: Yangon 仰光
Asia/Bangkok: Bangkok 曼谷; Chiang Mai 清迈 清邁
Asia/Ho_Chi_Minh: Ho Chi Minh City 胡志明市; Saigon 西贡 西貢; Hanoi 河内 河內
Asia/Phnom_Penh: Phnom Penh 金边 金邊
Asia/Vientiane: Vientiane 万象 永珍
Asia/Kuala_Lumpur: Kuala Lumpur 吉隆坡; Penang 槟城 檳城; Johor Bahru 新山
Asia/Jakarta: Jakarta 雅加达 雅加達; Bandung 万隆 萬隆; Surabaya 泗水
Asia/Makassar: Makassar 望加锡 望加錫; Bali 巴厘岛 峇里島; Denpasar 登巴萨 丹帕沙
Asia/Jayapura: Jayapura 查亚普拉 查亞普拉
Asia/Manila: Manila 马尼拉 馬尼拉; Cebu 宿务 宿霧
Asia/Almaty: Almaty 阿拉木图 阿拉木圖; Astana 阿斯塔纳 阿斯塔納; Kazakhstan 哈萨克斯坦 哈薩克
Asia/Tashkent: Tashkent 塔什干
Asia/Ulaanbaatar: Ulaanbaatar 乌兰巴托 烏蘭巴托; Mongolia 蒙古 蒙古國
Asia/Baku: Baku 巴库 巴庫
Asia/Tbilisi: Tbilisi 第比利斯 提比里斯
Asia/Yerevan: Yerevan 埃里温 葉里溫
Australia/Sydney: Sydney 悉尼 雪梨; Canberra 堪培拉 坎培拉
Australia/Melbourne: Melbourne 墨尔本 墨爾本
Australia/Brisbane: Brisbane 布里斯班; Gold Coast 黄金海岸 黃金海岸
Australia/Adelaide: Adelaide 阿德莱德 阿德雷德
Australia/Perth: Perth 珀斯 伯斯
Australia/Darwin: Darwin 达尔文 達爾文
Pacific/Auckland: Auckland 奥克兰 奧克蘭; Wellington 惠灵顿 威靈頓; Christchurch 基督城
Africa/Cairo: Cairo 开罗 開羅; Alexandria 亚历山大 亞歷山卓
Africa/Johannesburg: Johannesburg 约翰内斯堡 約翰尼斯堡; Cape Town 开普敦 開普敦; Pretoria 比勒陀利亚 普利托利亞
Africa/Lagos: Lagos 拉各斯 拉哥斯; Abuja 阿布贾 阿布加
Africa/Nairobi: Nairobi 内罗毕 奈洛比
Africa/Addis_Ababa: Addis Ababa 亚的斯亚贝巴 阿迪斯阿貝巴
Africa/Casablanca: Casablanca 卡萨布兰卡 卡薩布蘭卡
Africa/Algiers: Algiers 阿尔及尔 阿爾及爾
Africa/Tunis: Tunis 突尼斯市
Africa/Accra: Accra 阿克拉
Africa/Kinshasa: Kinshasa 金沙萨 金夏沙
Africa/Dar_es_Salaam: Dar es Salaam 达累斯萨拉姆 三蘭港
Africa/Luanda: Luanda 罗安达 魯安達
Africa/Khartoum: Khartoum 喀土穆 喀土木
Africa/Kampala: Kampala 坎帕拉
Atlantic/Reykjavik: Reykjavik 雷克雅未克 雷克雅維克
`;

export interface City {
  zone: string;
  en: string;
  'zh-Hans': string;
  'zh-Hant': string;
}

/** The cities of the table, in its order. */
export function listCities(): City[] {
  return CITIES.trim()
    .split('\n')
    .flatMap((line) => {
      const [, zone = '', names = ''] = /^(\S+): (.*)$/u.exec(line) ?? [];
      return names.split('; ').map((name): City => {
        const [, en = '', simplified = '', traditional = simplified] =
          /^(.*?) (\p{Script=Han}+)(?: (\p{Script=Han}+))?$/u.exec(name) ?? [];
        return { zone, en, 'zh-Hans': simplified, 'zh-Hant': traditional };
      });
    });
}

/** Abbreviations and countries that name several zones, of which one is asked for; the likelier first. */
export const AMBIGUOUS_NAMES: Record<string, readonly string[]> = {
  cst: ['Asia/Shanghai', 'America/Chicago', 'America/Havana'],
  ist: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  est: ['America/New_York', 'Australia/Sydney'],
  ast: ['America/Halifax', 'Asia/Riyadh'],
  sst: ['Asia/Singapore', 'Pacific/Pago_Pago'],
  mst: ['America/Denver', 'America/Phoenix', 'Asia/Kuala_Lumpur'],
  wst: ['Australia/Perth', 'Pacific/Apia'],
  gst: ['Asia/Dubai', 'Atlantic/South_Georgia'],
  amt: ['America/Manaus', 'Asia/Yerevan'],
  圣地亚哥: ['America/Santiago', 'America/Los_Angeles'],
  圣地牙哥: ['America/Santiago', 'America/Los_Angeles'],
  usa: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  canada: ['America/Toronto', 'America/Winnipeg', 'America/Edmonton', 'America/Vancouver', 'America/Halifax'],
  australia: ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Adelaide', 'Australia/Perth'],
  brazil: ['America/Sao_Paulo', 'America/Manaus'],
  mexico: ['America/Mexico_City', 'America/Tijuana', 'America/Cancun'],
  russia: ['Europe/Moscow', 'Asia/Yekaterinburg', 'Asia/Novosibirsk', 'Asia/Vladivostok'],
  indonesia: ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'],
};
for (const [name, same] of Object.entries({
  usa: ['america', 'united states', '美国'],
  canada: ['加拿大'],
  australia: ['澳大利亚', '澳洲'],
  brazil: ['巴西'],
  mexico: ['墨西哥'],
  russia: ['俄罗斯', '俄国'],
  indonesia: ['印度尼西亚', '印尼'],
}))
  for (const other of same) AMBIGUOUS_NAMES[other] = AMBIGUOUS_NAMES[name] ?? [];

/** Abbreviations and other names that mean one zone to nearly everybody; those that are words of a language (ET, EAT, CAT, ART) are left out. */
export const ABBREVIATIONS: Record<string, string> = {
  utc: 'UTC',
  gmt: 'UTC',
  hkt: 'Asia/Hong_Kong',
  sgt: 'Asia/Singapore',
  myt: 'Asia/Kuala_Lumpur',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  edt: 'America/New_York',
  cdt: 'America/Chicago',
  mdt: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  akst: 'America/Anchorage',
  hst: 'Pacific/Honolulu',
  cet: 'Europe/Paris',
  cest: 'Europe/Paris',
  eet: 'Europe/Helsinki',
  wet: 'Europe/Lisbon',
  msk: 'Europe/Moscow',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  acst: 'Australia/Adelaide',
  awst: 'Australia/Perth',
  nzst: 'Pacific/Auckland',
  nzdt: 'Pacific/Auckland',
  wib: 'Asia/Jakarta',
  wita: 'Asia/Makassar',
  pkt: 'Asia/Karachi',
  ict: 'Asia/Bangkok',
  brt: 'America/Sao_Paulo',
  sast: 'Africa/Johannesburg',
  uk: 'Europe/London',
  nyc: 'America/New_York',
  hk: 'Asia/Hong_Kong',
  hongkong: 'Asia/Hong_Kong',
  california: 'America/Los_Angeles',
  加州: 'America/Los_Angeles',
  münchen: 'Europe/Berlin',
  'pacific time': 'America/Los_Angeles',
  'mountain time': 'America/Denver',
  'central time': 'America/Chicago',
  'eastern time': 'America/New_York',
  'central european time': 'Europe/Paris',
};
