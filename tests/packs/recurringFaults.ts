import type { FaultRow } from './faultTable.ts'

const rounds = 'rounds.yaml'
const courses = 'courses.yaml'
const system = 'checklists/system.yaml'
const conduct = 'checklists/conduct.yaml'
const choices = 'organization.yaml'
const words = 'documents/words.yaml'
const begin = 'procedures/begin-system.yaml'

const row = (
  file: string,
  code: FaultRow['code'],
  from: string,
  to: string,
  at: string,
  rest: Pick<FaultRow, 'says' | 'more'> = {},
): FaultRow => ({ code, pack: 'minato', file, from, to, at, ...rest })

/** Faults of checklists, rounds and choices: edits of みなと町. */
export const recurringFaults: readonly FaultRow[] = [
  row(system, 'bad-of', 'of: line of systems', 'of: systems', 'systems\nmend', { more: true }),
  row(system, 'unknown-register', 'of: line of systems', 'of: line of system', 'line of system\n', {
    says: 'もしかして「systems」',
    more: true,
  }),
  row(system, 'checklist-empty', 'items:\n', 'items: {}\nitem:\n', 'checklist', { more: true }),
  row(system, 'item-never-wrong', ', should: "value <= 24.0"', '', 'restore', {
    says: 'restore',
  }),
  row(
    system,
    'item-never-wrong',
    '  door: 扉に鍵をかける\n',
    '  door: { title: 扉, type: text, min: 3 }\n',
    'door',
  ),
  row(system, 'demand-not-yes-no', 'should: "value <= 24.0"', 'should: yes', 'yes, carries', {
    says: 'yes-no',
  }),
  row(system, 'expression-name', "name == '住民記録'", "naem == '住民記録'", 'naem', {
    says: 'もしかして「name」',
  }),
  row(system, 'expression-name', 'value <= 24.0', 'value <= limit', 'limit'),
  row(system, 'unknown-role', 'waivedBy: chief-officer', 'waivedBy: chief-oficer', 'chief-oficer', {
    says: 'chief-officer',
  }),
  row(system, 'self-nobody', 'mend: { by: system-manager of system', 'mend: { by: self', 'self,'),
  row(
    system,
    'who-not-here',
    'mend: { by: system-manager of system',
    'mend: { by: machine',
    'machine,',
  ),
  row(
    rounds,
    'machine-without-token',
    'each: person, every: year, in: 1月, closedBy',
    'each: person, every: year, in: 1月, by: [machine, self], closedBy',
    'machine, self',
    { says: 'person' },
  ),
  row(
    rounds,
    'machine-alone',
    'by: ciso, closedBy: answers to office',
    'by: machine, closedBy: answers to office',
    'machine, closedBy',
    { says: '書き足してください', more: true },
  ),
  row(system, 'bad-span', 'within: 3 months', 'within: soon', 'soon', { says: '2 weeks' }),
  row(system, 'unknown-provision', 'carries: 3-1(2)', 'carries: 3-1(22)', '3-1(22)'),
  row(conduct, 'unknown-checklist', 'questions of system', 'questions of systems', 'questions of', {
    says: 'もしかして「system」',
  }),
  row(
    conduct,
    'draw-findings',
    'questions of system',
    'findings of conduct',
    'findings of conduct',
  ),
  row(
    conduct,
    'samples-without-view',
    'of: person\n',
    'of: person\nsamples: lines of systems\n',
    'samples',
  ),
  row(
    conduct,
    'bad-samples',
    'of: person\n',
    'of: person\nview: { type: yes-no, should: yes }\nsamples: systems\n',
    'systems\ndraw',
  ),
  row(
    conduct,
    'item-never-wrong',
    'of: person\n',
    'of: person\nview: { type: choices(a=あ、b=い) }\n',
    'view',
    { more: true },
  ),
  row(
    'checklists/office.yaml',
    'view-nothing',
    'of: organization\n',
    'of: organization\nview: { type: choices(a=あ、b=い), should: all }\n',
    'view',
  ),
  row(
    rounds,
    'independent-nowhere',
    'each: person, every: year',
    'each: person, independent: { of: unit }, every: year',
    'independent',
  ),
  row(
    rounds,
    'independent-anyone',
    '    by: system-manager of system\n',
    '    by: [machine, system-manager of system]\n    independent: { of: unit }\n',
    'independent',
    { more: true },
  ),
  row(
    conduct,
    'view-of-view',
    'draw: [questions of system,',
    'view: { type: choices(a=あ、b=い), should: all }\ndraw: [items of conduct, questions of system,',
    'items of conduct',
    { more: true },
  ),
  row(conduct, 'draw-subject', 'questions of system', 'items of system', 'items of system', {
    says: 'line of systems',
  }),
  row(
    system,
    'draw-questions',
    'waivedBy: chief-officer\n',
    'waivedBy: chief-officer\ndraw: questions of conduct\n',
    'questions of conduct',
    { more: true },
  ),
  row(system, 'no-carries', 'items:\n', 'items: { one: 鍵をかける }\nitem:\n', 'checklist', {
    says: 'draw',
    more: true,
  }),
  row(conduct, 'expression-name', 'person.employment', 'person.job', 'job', { more: true }),
  row(conduct, 'expression-name', "organization.byod == 'permit'", 'organization.bywod', 'bywod', {
    says: 'もしかして「byod」',
    more: true,
  }),
  row(conduct, 'unknown-option', "== 'permit'", "== 'permitted'", "'permitted'", {
    says: 'もしかして「permit」',
  }),
  row(rounds, 'bad-each', 'each: line of systems', 'each: systems', 'systems\n', { more: true }),
  row(rounds, 'unknown-role', 'each: person, every', 'each: holder of cisso, every', 'holder of', {
    says: 'もしかして「ciso」',
  }),
  row(rounds, 'bad-every', 'every: year, in: 1月', 'every: 3 years and a day', '3 years and', {
    more: true,
  }),
  row(rounds, 'unknown-choice', 'organization.rounds', 'organization.round', 'organization.round', {
    says: 'もしかして「rounds」',
    more: true,
  }),
  row(
    rounds,
    'choice-kind',
    'every: organization.rounds',
    'every: organization.byod',
    'organization.byod',
    {
      says: '選択なので',
      more: true,
    },
  ),
  row(
    rounds,
    'choice-kind',
    'within: organization.readTime',
    'within: organization.rounds',
    'organization.rounds, ',
    {
      says: '間隔なので',
      more: true,
    },
  ),
  row(
    rounds,
    'round-unbegun',
    'on: [new, edition], within: organization.readTime, ',
    '',
    'handbook',
    {
      more: true,
    },
  ),
  row(rounds, 'round-nobody', '    by: system-manager of system\n', '', 'systems:'),
  row(rounds, 'self-nobody', 'by: system-manager of system', 'by: self', 'self\n'),
  row(
    rounds,
    'who-unfound',
    'each: person, every',
    'each: person, by: system-manager of system, every',
    'system-manager of system, every',
    {
      says: '相手（person）',
    },
  ),
  row(rounds, 'bad-who', 'by: system-manager of system', 'by: The Manager', 'The Manager', {
    more: true,
  }),
  row(
    rounds,
    'month-without-every',
    'on: [new, edition]',
    'on: [new, edition], in: 4月',
    'in: 4月',
  ),
  row(rounds, 'month-misfit', 'every: year, in: 1月', 'every: month, in: 1月', 'in: 1月'),
  row(rounds, 'month-misfit', 'every: year, in: 1月', 'every: 2 weeks, in: 1月', 'in: 1月'),
  row(
    rounds,
    'within-without-on',
    'every: year, in: 1月',
    'every: year, within: 1 month',
    'within: 1 month',
  ),
  row(
    rounds,
    'where-nothing',
    'each: person, every',
    'each: unit, where: "organization.byod == \'permit\'", every',
    'where',
    {
      more: true,
    },
  ),
  row(
    rounds,
    'expression-name',
    'each: person, every',
    'each: person, where: "person.age > 60", every',
    'age > 60',
    {
      more: true,
    },
  ),
  row(rounds, 'bad-occasion', 'on: [new, edition]', 'on: [new, monday]', 'monday', { more: true }),
  row(
    rounds,
    'occasion-misfit',
    '    every: organization.rounds\n',
    '    every: organization.rounds\n    on: moved\n',
    'moved',
  ),
  row(
    rounds,
    'occasion-misfit',
    '    every: organization.rounds\n',
    '    every: organization.rounds\n    on: end of loss-report\n',
    'end of loss-report',
  ),
  row(rounds, 'unknown-procedure', 'on: [new, edition]', 'on: [new, end of loss]', 'end of loss', {
    more: true,
  }),
  row(
    rounds,
    'unknown-end',
    'on: [new, edition]',
    'on: [new, end tooken of loss-report]',
    'end tooken',
    {
      says: 'もしかして「taken」',
      more: true,
    },
  ),
  row(
    rounds,
    'bad-closing',
    'closedBy: answers to system',
    'closedBy: system',
    'system\n    late',
    {
      more: true,
    },
  ),
  row(
    rounds,
    'unknown-checklist',
    'answers to system',
    'answers to systems',
    'answers to systems',
    {
      says: 'もしかして「system」',
    },
  ),
  row(rounds, 'closing-misfit', 'answers to system', 'answers to conduct', 'answers to conduct', {
    says: '相手は person',
  }),
  row(rounds, 'closing-misfit', 'answers to system', 'reading of system', 'reading of system', {
    says: '読むのは人',
  }),
  row(rounds, 'closing-misfit', 'reading of conduct', 'line of systems', 'line of systems,', {
    says: '相手を指す項目がありません',
  }),
  row(rounds, 'closing-misfit', 'answers to system', 'end of loss-report', 'end of loss-report', {
    says: 'about',
  }),
  row(rounds, 'closing-misfit', 'answers to system', 'meeting of committee', 'meeting of', {
    says: 'organization だけ',
  }),
  row(
    rounds,
    'course-misfit',
    '    closedBy: answers to system\n',
    '    closedBy: answers to system\n    course: { name: title }\n',
    'course',
    { says: '相手が人' },
  ),
  row(
    rounds,
    'course-unnamed',
    'line of assets]',
    'line of assets], course: { name: title }',
    'course',
    { says: 'attendees', more: true },
  ),
  row(
    rounds,
    'value-kind',
    'line of assets]',
    'line of assets], course: { name: attendees }',
    'attendees',
    { more: true },
  ),
  row(courses, 'course-right', 'right: 2', 'right: 3', '3', { says: 'right: 3' }),
  row(courses, 'course-needed', 'needed: 1', 'needed: 2', '2', { says: '問いの数（1）' }),
  row(
    rounds,
    'closing-where',
    'closedBy: meeting of committee',
    `closedBy: { by: meeting of committee, where: "name == ''" }`,
    'where: "name',
    { says: 'meeting of committee' },
  ),
  row(
    rounds,
    'expression-name',
    'line of assets]',
    `{ by: line of assets, where: "knd == 'data'" }]`,
    'knd',
  ),
  row(
    rounds,
    'expression-name',
    'line of assets]',
    `{ by: end of loss-report, where: "knd == 'data'" }]`,
    'knd',
  ),
  row(
    rounds,
    'unknown-register',
    'line of assets]',
    `{ by: line of asets, where: "form == 'data'" }]`,
    'line of asets',
    { says: 'もしかして「assets」', more: true },
  ),
  row(
    rounds,
    'closing-misfit',
    'reading of conduct, line of assets]',
    `reading of conduct, { by: line of systems, where: "name == 'a'" }]`,
    "line of systems, where: \"name == 'a'",
    { says: '相手を指す項目がありません' },
  ),
  row(
    rounds,
    'closing-misfit',
    'rounds:\n',
    'rounds:\n  chat: { title: 話す, each: organization, every: year, by: ciso, closedBy: meeting of ciso }\n',
    'meeting of ciso',
    {
      says: '会議体',
    },
  ),
  row(
    rounds,
    'portion-short',
    'every: year, in: 1月',
    'every: year, in: 1月, portion: { items: 1, years: 2 }',
    '{ items: 1',
    {
      says: 'items を2以上',
    },
  ),
  row(
    rounds,
    'portion-yearly',
    'every: year, in: 1月',
    'every: quarter, portion: { items: 9, years: 1 }',
    'portion',
  ),
  row(
    rounds,
    'portion-answers',
    'on: [new, edition]',
    'every: year, on: [new, edition], portion: { items: 9, years: 1 }',
    'portion',
  ),
  row(choices, 'unknown-type', 'type: cadence', 'type: cadance', 'cadance', {
    says: 'もしかして「cadence」',
    more: true,
  }),
  row(
    choices,
    'no-options',
    'choice(permit=許しを得て使う、forbid=使わない)',
    'choice',
    'choice, value',
    {
      more: true,
    },
  ),
  row(
    choices,
    'broken-choices',
    '許しを得て使う、forbid',
    '許しを得て使う, forbid',
    'choice(permit',
    {
      more: true,
    },
  ),
  row(choices, 'bad-every', 'value: year', 'value: often', 'often', { more: true }),
  row(choices, 'bad-every', 'atLeast: year', 'atLeast: often', 'often'),
  row(choices, 'bad-span', 'value: 1 month', 'value: soon', 'soon', { more: true }),
  row(choices, 'bad-span', 'max: 2 months', 'max: soon', 'soon'),
  row(choices, 'unknown-option', 'value: permit', 'value: permitted', 'permitted', {
    says: 'もしかして「permit」',
  }),
  row(
    choices,
    'wrong-shape',
    'type: span, max: 2 months, value: 1 month',
    'type: yes-no, value: perhaps',
    'perhaps',
    {
      more: true,
    },
  ),
  row(choices, 'choice-beyond', 'value: year', 'value: 2 years', '2 years', {
    says: '年に一度か、それより多くです（選ばれているのは2年に一度）',
  }),
  row(choices, 'choice-beyond', 'value: 1 month', 'value: 14 weeks', '14 weeks', {
    says: '2か月以内です（選ばれているのは98日）',
  }),
  row(
    choices,
    'choice-beyond',
    'organization:\n',
    'organization:\n  tries: { title: 回数, type: number, min: 3, value: 2, carries: 3-2(4) }\n',
    '2, carries',
    {
      says: '3以上です（選ばれているのは2）',
    },
  ),
  row(
    choices,
    'unused-choice',
    'organization:\n',
    'organization:\n  spare: { title: 使わない, type: text, value: 何も }\n',
    'spare',
  ),
  row(conduct, 'bad-draw', 'questions of system', 'system', 'system, questions', { more: true }),
  row(
    conduct,
    'draw-nothing',
    'questions of habits',
    'questions of office',
    'questions of office',
    { says: 'office' },
  ),
  row(
    conduct,
    'draw-circle',
    'draw: [questions of system,',
    'draw: [items of conduct, questions of system,',
    '[items of conduct',
    { says: 'conduct → conduct' },
  ),
  row(
    rounds,
    'expression-empty',
    'rounds:\n',
    `rounds:
  papers: { title: 書類を見る, each: line of assets, where: "kana == 'あ'", every: quarter, by: security-officer of unit, closedBy: end of take-out }\n`,
    "kana == 'あ'",
    { says: 'kana' },
  ),
  row(
    system,
    'unknown-choice',
    'within: 3 months',
    'within: organization.soon',
    'organization.soon',
  ),
  row(system, 'choice-kind', 'within: 3 months', 'within: organization.byod', 'organization.byod', {
    says: '長さの選択を',
  }),
  row(rounds, 'closing-nothing', 'answers to office', 'answers to habits', 'answers to habits', {
    says: 'habits',
  }),
  row(choices, 'choice-key', 'value: permit', 'value: permit, min: 2', 'min: 2', {
    says: '選択なので',
  }),
  row('cases/rounds.yaml', 'unknown-round', 'round: office', 'round: ofice', 'ofice', {
    says: 'もしかして「office」',
  }),
  row(
    'cases/rounds.yaml',
    'unknown-item',
    'occasion: hand',
    'occasion: hand, answers: { copis: yes }',
    'copis',
    { says: 'もしかして「copies」', more: true },
  ),
  row('cases/rounds.yaml', 'unknown-item', 'actors: [tanaka]', 'lacks: [copie]', 'copie]', {
    says: 'もしかして「copies」',
  }),
  row(words, 'section-empty', ', draw: items of habits', '', 'rules', { says: 'rules' }),
  row(words, 'unknown-choice', '{organization.byod}', '{organization.byot}', '"町の', {
    says: 'もしかして「byod」',
  }),
  row(words, 'unknown-choice', '{organization.byod}', '{name}', '"町の'),
  row(words, 'bad-draw', 'items of habits', 'habits', 'habits }'),
  row(
    words,
    'defined-twice',
    'draw: items of habits',
    'draw: items of habits, defines: 私物',
    '私物 }',
    { says: '私物の道具とは' },
  ),
  row(words, 'no-carries', ', carries: 3-2(4)', '', 'document', { more: true }),
  row(begin, 'bad-check', 'check: office', 'check: { of: worker }', '{ of: worker }'),
  row(begin, 'check-either', 'check: office', 'check: [office, ciso]', 'ciso]', { more: true }),
  row(begin, 'must-without-check', 'check: office', 'must: all', 'must: all, button'),
  row(begin, 'check-subject', 'check: office', 'check: system of worker', 'system of worker', {
    says: 'line of systems',
  }),
  row(begin, 'check-round-must', 'check: office', 'check: round talk', 'round talk', {
    says: 'talk',
  }),
  row(begin, 'closing-nothing', 'check: office', 'check: habits', 'habits', { says: 'habits' }),
  row(begin, 'unknown-round', 'round handbook of', 'round handbok of', 'round handbok', {
    says: 'もしかして「handbook」',
  }),
  row(begin, 'unknown-field', 'handbook of worker', 'handbook of wroker', 'round handbook', {
    says: 'もしかして「worker」',
  }),
]
