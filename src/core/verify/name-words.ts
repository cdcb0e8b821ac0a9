const words = (list: string) => new Set(list.split(/\s+/u));

/** Written with a capital in English beside a name or as one, and changed or left out freely: titles, days, kinds of institution. */
export const CAPITALISED_WORDS: ReadonlySet<string> = words(
  `mr mrs ms miss dr prof sir lord lady dame king queen prince princess pope president premier prime minister ministers chancellor
  secretary senator congressman congresswoman mayor governor ambassador judge justice general colonel major captain lieutenant sergeant
  officer chief ceo cfo chairman chairwoman director professor doctor father mother st saint the a an i we he she they it
  government parliament congress senate house court council committee commission department ministry office agency party police army
  navy force forces union university college school church city county state states republic kingdom island islands river lake sea
  ocean mountain mount street road avenue park airport hospital bank company corporation corp inc ltd group club team league cup
  world national international north south east west northern southern eastern western central upper lower middle new old great
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december celsius fahrenheit christmas easter tv dvd ok god internet earth english news today yesterday tomorrow`,
);

/** jieba's parts of speech that name a person, place, organisation or work. */
export const NAME_TAGS: ReadonlySet<string> = words('nr nrt nrfg ns nt nz');

/** Places of the Chinese-speaking world and of most news: names, though they are as frequent as common words. */
export const FREQUENT_PLACES: ReadonlySet<string> = words(
  `北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门
  石家庄 太原 沈阳 大连 长春 哈尔滨 南京 苏州 无锡 杭州 宁波 温州 合肥 福州 厦门 南昌 济南 青岛 郑州 武汉 长沙 广州 深圳 东莞 海口 三亚 成都 贵阳 昆明 西安 兰州 西宁 银川 乌鲁木齐 南宁 拉萨 台北 高雄 台中 台南 新北 桃园 唐山 延安 洛阳 开封
  亚洲 欧洲 非洲 美洲 北美 南美 拉美 中东 欧盟 苏联 东南亚 北约 联合国 长江 黄河 珠江 华北 东北 华东 华南 西北 西南
  东京 大阪 首尔 平壤 巴黎 伦敦 柏林 罗马 莫斯科 纽约 华盛顿 洛杉矶 旧金山 芝加哥 波士顿 悉尼 墨尔本 曼谷 河内 马尼拉 雅加达 吉隆坡 新德里 孟买 基辅 维也纳 日内瓦 布鲁塞尔 马德里 雅典 开罗 德黑兰 巴格达 耶路撒冷 加沙 温哥华 多伦多`,
);

/** The commonest Chinese family names. */
export const FAMILY_NAMES: ReadonlySet<string> = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范廖贾夏韦傅邹孟熊秦邱尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃戴莫孔汤',
);

/** Words that jieba takes for names and that are none. */
export const COMMON_HAN: ReadonlySet<string> = words(
  `高兴 高达 明明 方便 文明 和平 平安 安全 白天 金额 金融 温和 温度 高度 高峰 高速 时候 马上 关系 强调 严格 常见 常常 黄色 黑色 白色 红色 蓝色 阳光 安排 宁静 华丽 古老
  老师 祖父 祖母 外祖 家属 欧元 美元 港元 日元 人民币 阿姨 天主教 东西 基督教 佛教 道教 伊斯兰教 圣经 农历 公历 阳历 圣诞 春节 中秋 端午 清明 元旦 王朝 王国 帝国 帝王 皇帝 皇后 王子 公主 太后 太子 国王 女王
  汉字 汉语 中文 英文 英语 日语 法语 德语 俄语 汉族 满族 藏族 回族 苗族 西方 东方 南方 北方 大陆 海外 国内 国外 世界 全球 地区 本地 当地 城市 乡村 市区 郊区 首都 省会 市政府 省政府 国务院 小学 中学 大学 高中 初中 学院 医院 公司
  贝尔 于是 连接 高级 高低 高等 万一 方向 方面 任何 任务 相同 相当 相对 曾经 曾任 解决 解释 时任 双方 何时 何地 何人 何处 何种 哪里 谁 孔 石 封 左右 庄严 乐于 成功 成立 成员 应该 应对 应用 戴 满足 管理 查明 查出 音乐会 演唱会 演奏会 座谈会 研讨会 发布会 运动会 博览会 展览会 展销会 交易会 联欢会 招待会 委员会 理事会 董事会 监事会 登月 籍贯 新世界 挂勾 毛病 牛奶 羊 马匹 鱼类 龙头 凤凰`,
);
