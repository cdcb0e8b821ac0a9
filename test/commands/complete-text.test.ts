import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../../src/commands/command-list.ts';
import { completeText } from '../../src/commands/complete-text.ts';
import { createFakeServices } from '../fakes/fake-services.ts';

const complete = async (text: string, language: 'zh-Hans' | 'en' = 'en') =>
  completeText(text, { commands, services: createFakeServices(), language });

describe('completion', () => {
  it('offers commands by what was begun, with and without the slash', async () => {
    assert.deepEqual(await complete('/la'), { candidates: ['/latest '], replaced: '/la' });
    assert.deepEqual(await complete('dig'), { candidates: ['digest '], replaced: 'dig' });
    assert.deepEqual((await complete('搜')).candidates, ['搜索 ', '搜尋 ', '搜 ']);
    assert.equal((await complete('')).candidates.length, commands.length);
  });

  it('offers topics, periods, article ids and commands where they belong', async () => {
    assert.deepEqual(await complete('/latest 志'), { candidates: ['志愿服务'], replaced: '志' });
    assert.deepEqual(await complete('/latest #工'), { candidates: ['#工业'], replaced: '#工' });
    assert.deepEqual(await complete('/topics yes'), { candidates: ['yesterday'], replaced: 'yes' });
    assert.ok((await complete('/topics ', 'zh-Hans')).candidates.includes('昨天'));
    assert.deepEqual(await complete('article aaa'), { candidates: ['aaa111', 'aaa222'], replaced: 'aaa' });
    assert.deepEqual(await complete('/help sea'), { candidates: ['search'], replaced: 'sea' });
  });

  it('completes the last word only', async () => {
    assert.deepEqual(await complete('/digest 工业 yes'), { candidates: ['yesterday'], replaced: 'yes' });
  });

  it('offers nothing for running text and unknown commands', async () => {
    assert.deepEqual((await complete('/ask 志')).candidates, []);
    assert.deepEqual((await complete('/nonsense x')).candidates, []);
  });
});
