import type { CourseTemplate, TemplateQuestion } from '../course.ts'
import { child, entriesOf, itemsOf, numberOf, textOf } from '../tree.ts'
import type { Tree } from '../tree.ts'
import type { PackReader } from './packReader.ts'

/** courses.yaml */
export function readCourseTemplates(
  reader: PackReader,
  tree: Tree | undefined,
): Map<string, CourseTemplate> {
  return new Map(
    entriesOf(child(tree, 'courses')).map(([id, each]) => [id, readTemplate(reader, id, each)]),
  )
}

function readTemplate(reader: PackReader, id: string, tree: Tree): CourseTemplate {
  const questions = itemsOf(child(tree, 'questions')).map((each) => readQuestion(reader, each))
  const needed = numberOf(child(tree, 'needed')) ?? 0
  if (needed > questions.length)
    reader.faults.add('course-needed', child(tree, 'needed')?.at ?? tree.at, {
      needed,
      count: questions.length,
    })
  return {
    id,
    title: reader.text(tree, 'title'),
    pages: itemsOf(child(tree, 'pages')).map((page) => ({
      title: reader.text(page, 'title'),
      text: reader.text(page, 'text'),
    })),
    questions,
    needed,
  }
}

function readQuestion(reader: PackReader, tree: Tree): TemplateQuestion {
  const options = itemsOf(child(tree, 'options')).flatMap((each) => textOf(each) ?? [])
  const right = numberOf(child(tree, 'right')) ?? 0
  if (right > options.length)
    reader.faults.add('course-right', child(tree, 'right')?.at ?? tree.at, {
      right,
      count: options.length,
    })
  return { ask: reader.text(tree, 'ask'), options, right: right - 1, why: reader.text(tree, 'why') }
}
