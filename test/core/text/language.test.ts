import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { detectLanguage } from '../../../src/core/text/language.ts';

describe('detectLanguage', () => {
  const samples: [language: string, texts: string[]][] = [
    ['zh-Hans', ['新闻', '头条：市民热议', '今天下雨', 'iPhone 15 发布', '他说“好”', '中文OK']],
    ['zh-Hant', ['新聞', '頭條：市民熱議', '臺灣', '喺度食飯嘅時間', 'iPhone 15 發布', '「中文」']],
    [
      'en',
      [
        'Breaking news',
        'Council approves new bridge',
        'The café opened in Zürich on Monday, and the mayor (张伟) spoke.',
        'US-China talks end without deal',
      ],
    ],
    [
      'other',
      [
        '今日は雨が降っています',
        '東京オリンピックの開会式',
        '오늘은 비가 옵니다',
        'Сегодня идёт дождь',
        'Le maire a annoncé que les travaux du pont sont terminés',
        'Der Bürgermeister sagte, dass die Brücke nicht fertig ist',
        'El alcalde dijo que el puente no está terminado para las fiestas',
        'O prefeito disse que a ponte não está pronta para as festas',
        'Il sindaco ha detto che il ponte non è finito per la festa',
        'De burgemeester zei dat de brug nog niet klaar is voor het feest',
        'Thị trưởng nói rằng cây cầu không được hoàn thành trong năm nay',
        'مرحبا بالعالم',
        '',
        '123 456 !!!',
      ],
    ],
  ];
  for (const [language, texts] of samples)
    for (const text of texts)
      it(`takes “${text}” for ${language}`, () => assert.equal(detectLanguage(text), language));

  it('judges a long text by more than its beginning', () => {
    const quote = 'He said in English that this was a long quotation of some length. '.repeat(40);
    assert.equal(detectLanguage(`${quote}${'这是一篇关于城市建设的中文报道。'.repeat(1000)}`), 'zh-Hans');
  });

  it('names a language for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6000 }), (text) =>
        assert.ok(['zh-Hans', 'zh-Hant', 'en', 'other'].includes(detectLanguage(text))),
      ),
    );
  });
});
