const words = (list: string) => new Set(list.split(/\s+/u));

/** Chinese words that deny what follows them. */
export const HAN_NEGATIONS: ReadonlySet<string> = words(
  `不 没 没有 未 无 非 并非 并不 并未 并没有 并没 并无 不是 不能 不会 不再 不可 不得 不许 不准 不予 不要 不用 不必 不曾 不愿 不想 不敢 不肯 不应 不应该 不该 不在 不为 不到 不需 不需要 不可能 不能够
  未能 未曾 未必 未有 尚未 从未 从不 从没 从来不 从来没 毫不 毫无 决不 绝不 绝非 没能 无法 无需 无须 无人 勿 莫 别 也不 都不 就不 却不 而不 而非 而不是 既不 又不 更不 仍不 还不 还没 还未 仍未 均未 均不 皆不 再不 本不 原不 从无 并不是 不算 不具 不具备 不存在 不属 不属于 不含 不包括`,
);

/** Words that begin like a denial and deny nothing, or nothing of what follows. */
export const NOT_NEGATIONS: ReadonlySet<string> = words(
  `不仅 不但 不只 不光 不单 不断 不过 不久 不少 不同 不管 不论 不得不 不止 不禁 不如 不妨 不惜 不足 不满 不等 不一 不料 不幸 不良 不明 不时 不休 不限 不错 不凡 不已 不然 不免 不外乎 无论 无数 无线 无疑 无比 无限 无不 无非 无论是 无意 非常 非法 非洲 未来 未婚 未免 未知 别人 别的 别墅 别名 别称 别处`,
);

/** Chinese words between a denial and what it denies. */
export const HAN_LIGHT: ReadonlySet<string> = words(
  `再 能 会 可以 可 太 很 是 曾 曾经 有 被 得 要 想 愿 敢 肯 完全 一定 必 应 应该 需 需要 将 过 大 多 仅 只 与 和 在 对 向 把 由 从 为 给 任何 什么 所有 以 因 因为 像 让 使 受 得到 进行 的 了 地 着 那么 这么 都 全 够 予 于 至 到 自 其 他 她 它 他们 其他 一个 一 个 这 那 该 此 上 下 中 里 内 去 来`,
);

/** Chinese words that deny in their own meaning: what one text says with them, another may say with 不 and the opposite. */
export const HAN_REFUSALS: ReadonlySet<string> = words(
  `拒绝 拒 缺席 缺乏 缺少 禁止 禁 避免 防止 失去 取消 否认 否定 停止 放弃 反对 难以 免 除非 除了 除 以免 杜绝 终止 中断 中止 撤销 废除 阻止 阻碍 妨碍 不足 不满 不同 不如 很少 极少 鲜有 罕见 失败 落选 未 只有 仅 只 谢绝 婉拒 排除 摆脱 脱离 解除 无 离开 退出 结束 才 之前 以前 前 否 吗`,
);

/** English words that deny what follows them. */
export const LATIN_NEGATIONS: ReadonlySet<string> = words(
  `not never no cannot hardly rarely seldom scarcely neither nor nobody none nothing nowhere without isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't
  wouldn't can't couldn't shouldn't mustn't needn't ain't shan't mightn't`,
);

/** What denies a verb that follows with to. */
export const LATIN_FAILINGS: ReadonlySet<string> = words(
  'fail fails failed failing failure refuse refuses refused refusing decline declines declined declining unable unwilling',
);

/** What follows not, no or never where nothing is denied: not only, no doubt, no less than. */
export const LATIN_NOT_DENIED: ReadonlySet<string> = words(
  'only just merely doubt matter less fewer more later sooner wonder',
);

/** English words that deny in their own meaning. */
export const LATIN_REFUSALS: ReadonlySet<string> = words(
  `refuse refused refuses refusing deny denied denies denying fail failed fails failing failure lack lacked lacks lacking avoid avoided prevent
  prevented prevents stop stopped stops cease ceased ban banned bans reject rejected rejects unable unlikely impossible hardly rarely seldom barely scarcely
  only except unless lose lost loses missing miss missed decline declined declines cancel cancelled canceled end ended ends dismiss dismissed oppose
  opposed opposes forbid forbidden prohibit prohibited absent abandoned abandon withdrew withdraw unlike few little before until instead rather than too
  dispute disputed doubt doubts doubted if whether`,
);

/** English words between a denial and what it denies. */
export const LATIN_LIGHT: ReadonlySet<string> = words(
  `be been being have has had do does did to the a an any yet ever also even really very so such much many of in on at for by with from as it
  its his her their they he she we you i that this there these those all every each enough always necessarily quite still longer anymore then but and or will would can could
  should may might must is are was were get got having its own other another more going able sure`,
);

/** Pairs of words that say the opposite of each other, each side with its forms, parted by commas. */
export const OPPOSITES: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = (
  [
    ['增长 增加 上升 上涨 提高 增 升 涨 上调 攀升 增多', '下降 减少 下跌 降低 降 减 跌 下滑 下调 缩减'],
    ['盈利 获利', '亏损'],
    ['进口', '出口'],
    ['支持 赞成', '反对'],
    ['同意 批准', '拒绝 否决'],
    ['允许', '禁止'],
    ['胜 击败 战胜 获胜 赢 赢得', '败 败给 不敌 输 输给 负于 落败'],
    ['男 男性 男子 男生 男孩 男人', '女 女性 女子 女生 女孩 女人'],
    ['死亡 遇难 身亡 丧生', '受伤 伤'],
    ['超过 高于 多于', '低于 少于 不足'],
    ['最大 最高 最多 最长', '最小 最低 最少 最短'],
    ['成功', '失败'],
    ['开始 开放 开启', '结束 关闭 停止'],
    ['有罪', '无罪'],
    ['承认', '否认'],
    ['合法', '非法 违法'],
    ['可能', '不可能'],
    [
      'rise rises rose risen rising increase increases increased grow grows grew grown gain gains gained up climbed jumped higher',
      'fall falls fell fallen falling decrease decreases decreased decline declines declined drop drops dropped down slipped lower',
    ],
    ['profit profits', 'loss losses'],
    ['import imports imported', 'export exports exported'],
    ['support supports supported', 'oppose opposes opposed'],
    ['accept accepts accepted approve approves approved', 'reject rejects rejected refuse refuses refused'],
    ['allow allows allowed permit permitted', 'ban bans banned forbid forbidden prohibit prohibited'],
    ['win wins won beat beats defeated', 'lose loses lost'],
    ['man men male males boy boys', 'woman women female females girl girls'],
    ['killed dead died deaths', 'injured wounded injuries hurt'],
    ['most highest largest biggest best', 'least lowest smallest worst'],
    ['guilty', 'innocent'],
    ['likely', 'unlikely'],
    ['legal', 'illegal'],
    ['possible', 'impossible'],
    ['admit admits admitted', 'deny denies denied'],
    ['often frequently', 'hardly rarely seldom'],
    ['before', 'after'],
    ['success successful succeeded', 'failure unsuccessful failed'],
    ['open opened opens', 'close closed closes shut'],
  ] as const
).map(([one, other]) => [words(one), words(other)] as const);
