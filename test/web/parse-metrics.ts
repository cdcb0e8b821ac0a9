import assert from 'node:assert/strict';

export interface ParsedFamily {
  type: string;
  help: string;
  /** By the labels, as they are written. */
  samples: Map<string, number>;
}

const LABELS = /^\{[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*"(?:,[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*")*\}$/;

/** Reads Prometheus's text format 0.0.4 as strictly as its own tools do, and holds names to its conventions. */
export function parseMetrics(text: string): Map<string, ParsedFamily> {
  assert.ok(text === '' || text.endsWith('\n'), 'the last line ends');
  const families = new Map<string, ParsedFamily>();
  let name = '';
  for (const line of text.split('\n').slice(0, -1)) {
    const help = /^# HELP ([a-zA-Z_:][\w:]*) (.+)$/.exec(line);
    const type = /^# TYPE ([a-zA-Z_:][\w:]*) (counter|gauge)$/.exec(line);
    if (help !== null) {
      name = help[1] ?? '';
      assert.ok(!families.has(name), `${name} stands once`);
      assert.match(name, /^jianbao_[a-z_]+$/);
      families.set(name, { type: '', help: help[2] ?? '', samples: new Map() });
      continue;
    }
    const family = families.get(name);
    assert.ok(family !== undefined, line);
    if (type !== null) {
      assert.deepEqual([type[1], family.type, family.samples.size], [name, '', 0]);
      family.type = type[2] ?? '';
      assert.equal(name.endsWith('_total'), family.type === 'counter', name);
      continue;
    }
    const sample = /^([a-zA-Z_:][\w:]*)(\{.*\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/.exec(line);
    assert.ok(sample !== null, line);
    const [, of, labels = '', value] = sample;
    assert.equal(of, name);
    assert.ok(family.type !== '' && !family.samples.has(labels), line);
    if (labels !== '') assert.match(labels, LABELS);
    family.samples.set(labels, Number(value));
  }
  return families;
}
