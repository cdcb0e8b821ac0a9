import type { Language } from '../model/article.ts';

/**
 * The news desks of a digest, in its order. `words` are what articles of that desk are full of, Simplified and English;
 * a word counts once an article however often it stands there, in the title three times.
 */
export interface Section {
  key: string;
  names: Record<'zh-Hans' | 'zh-Hant' | 'en', string>;
  words: readonly string[];
}

const section = (key: string, zhHans: string, zhHant: string, en: string, words: string): Section => ({
  key,
  names: { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en },
  words: words.split(/\s*[,\n]\s*/).filter((word) => word !== ''),
});

export const SECTIONS: readonly Section[] = [
  section(
    'politics',
    '时政',
    '政治',
    'Politics',
    `
    国务院,人大常委,全国人大,政协,中央委员,总书记,主席,总理,外交部,省委,市委,党组织,党委,党员,政府工作报告,选举,候选人,议会,国会,总统,首相,内阁,立法会,
    条例,法案,反腐,纪委,监委,巡视,election,president,prime minister,parliament,senate,congress,minister,legislation,lawmakers,democrats,republicans,ballot,cabinet,campaign,governor,white house`,
  ),
  section(
    'world',
    '国际',
    '國際',
    'World',
    `
    联合国,外长,大使馆,制裁,北约,欧盟,停火,冲突,难民,驻军,导弹,峰会,双边关系,巴以,乌克兰,俄罗斯,以色列,伊朗,朝鲜半岛,united nations,embassy,ceasefire,sanctions,nato,
    european union,refugees,missile,troops,diplomatic,foreign minister,ukraine,russia,israel,gaza,iran,militants,border`,
  ),
  section(
    'economy',
    '财经',
    '財經',
    'Business',
    `
    经济,股市,股价,上市公司,央行,利率,通胀,投资,融资,基金,债券,营收,净利润,销售额,消费,贸易,出口,进口,关税,房地产,楼市,企业,市值,银行,证券,汇率,产业链,招商,
    economy,inflation,interest rate,central bank,shares,stock,revenue,profit,investors,bond,tariff,exports,trade,earnings,market,merger,startup funding,banking,mortgage`,
  ),
  section(
    'technology',
    '科技',
    '科技',
    'Technology',
    `
    科技,人工智能,芯片,算法,大模型,机器人,互联网,软件,数据,卫星,航天,半导体,集成电路,5g,量子,云计算,研发,创新,孵化,无人机,电动汽车,新能源,成果转化,专利,科研,实验室,工程师,操作系统,手机,
    technology,artificial intelligence,chip,semiconductor,software,robot,algorithm,satellite,spacecraft,startup,researchers,engineers,quantum,smartphone,incubator,cybersecurity,patent,app`,
  ),
  section(
    'health',
    '健康',
    '健康',
    'Health',
    `
    医院,患者,医生,疫情,核酸,病毒,疫苗,感染,防控,隔离,药物,临床,手术,卫健委,癌症,医保,健康,流感,护士,传染病,心理健康,
    hospital,patients,doctor,virus,vaccine,infection,outbreak,epidemic,pandemic,clinical,cancer,disease,nurses,medicine,nucleic acid,quarantine,health,public health`,
  ),
  section(
    'society',
    '社会',
    '社會',
    'Society',
    `
    居民,社区,志愿者,志愿服务,警方,公安,法院,检察院,嫌疑人,事故,火灾,救援,民政,养老,就业,交通,市民,街道,村民,派出所,消费者,维权,公益,
    police,court,suspect,arrested,residents,community,volunteers,crash,fire,rescue,charity,housing,jury,prison,neighbourhood,neighborhood,victims,killed,murder`,
  ),
  section(
    'education',
    '教育',
    '教育',
    'Education',
    `
    学校,大学,高校,学生,教师,教育局,教育部,高考,招生,课程,校园,研究生,中小学,幼儿园,开学,毕业生,师范,
    school,university,students,teachers,college,campus,curriculum,exam,tuition,graduates,classroom,kindergarten`,
  ),
  section(
    'environment',
    '环境',
    '環境',
    'Environment',
    `
    气候,污染,生态,碳排放,环保,台风,暴雨,地震,洪水,气象,森林,野生动物,降雨,干旱,保护区,垃圾分类,碳中和,
    climate,emissions,pollution,wildlife,earthquake,hurricane,flood,storm,drought,conservation,carbon,species,weather,rainfall,typhoon`,
  ),
  section(
    'culture',
    '文化',
    '文化',
    'Culture',
    `
    文化,电影,电视剧,演员,导演,音乐,歌手,演唱会,艺术,博物馆,文物,非遗,小说,作家,出版,综艺,票房,展览,戏剧,剧目,演出,旅游,景区,
    film,movie,actor,director,music,album,singer,concert,museum,exhibition,novel,author,theatre,theater,festival,art,heritage,television`,
  ),
  section(
    'sports',
    '体育',
    '體育',
    'Sports',
    `
    比赛,球队,球员,教练,联赛,冠军,奥运,世界杯,足球,篮球,乒乓球,羽毛球,网球,决赛,金牌,亚运,马拉松,进球,赛季,主场,
    football,soccer,basketball,tennis,coach,league,championship,olympic,world cup,goal,season,players,match,tournament,medal,cricket,striker,quarterback,playoffs,golf`,
  ),
];

/** The section of what fits none. */
export const OTHER_SECTION = 'other';

const OTHER_NAMES = { 'zh-Hans': '综合', 'zh-Hant': '綜合', en: 'More news' };

/** A section's name as a reader of that language knows it. */
export function nameSection(key: string, language: Language): string {
  const names = SECTIONS.find((entry) => entry.key === key)?.names ?? OTHER_NAMES;
  return names[language === 'other' ? 'en' : language];
}

/** The key of a section by its key or its name in any language, folded by `fold`; null where there is none. */
export function findSection(name: string, fold: (text: string) => string): string | null {
  const wanted = fold(name.trim());
  const all = [...SECTIONS, { key: OTHER_SECTION, names: OTHER_NAMES }];
  return (
    all.find(
      ({ key, names }) => key === wanted || Object.values(names).some((entry) => fold(entry) === wanted),
    )?.key ?? null
  );
}
