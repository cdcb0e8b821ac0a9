import { completeArticle } from '../src/core/articles/complete-article.ts';
import type { Article } from '../src/core/model/article.ts';

export const PLACES = '北京 上海 广州 成都 西安 唐山 杭州 武汉 南京 青岛 长沙 昆明 兰州 沈阳 厦门 合肥'.split(
  ' ',
);
export const MATTERS =
  '供水改造 轨道交通 旧城更新 河道治理 电网升级 医院扩建 学校新建 公园开放 仓储物流 数据中心'.split(' ');
const DEEDS = '开工 完工 通过验收 公布进展 追加投资 公开招标 投入使用 征求意见'.split(' ');

/** Made-up articles of about 500 characters from a small vocabulary, seeded, so that every run stores the same. */
export function* makeArticles(size: number): Generator<Article, undefined> {
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const pick = (list: string[]): string => list[random(list.length)] ?? '';
  for (let index = 0; index < size; index += 1) {
    const [place, matter, deed] = [pick(PLACES), pick(MATTERS), pick(DEEDS)];
    const sentences = Array.from(
      { length: 12 },
      () =>
        `${pick(PLACES)}的${pick(MATTERS)}工程${pick(DEEDS)},涉及管道${random(900)}.${random(9)}公里,居民${random(90_000)}户,编号${random(1e9)}。`,
    );
    const body = `${place}${matter}工程${deed},编号${index}。${sentences.join('')}`;
    const draft = {
      givenId: null,
      title: `${place}${matter}工程${deed}`,
      body,
      paragraphs: [{ start: 0, end: body.length, kind: 'text' as const }],
      publisher: null,
      url: null,
      publishedAt: null,
      hashtags: [],
      truncated: false,
      range: { start: 0, end: body.length },
    };
    yield completeArticle(draft, {
      source: 'made-up',
      firstSeenAt: new Date(1_700_000_000_000 + index * 1000).toISOString(),
      extractTerms: () => [place, matter],
    });
  }
}
