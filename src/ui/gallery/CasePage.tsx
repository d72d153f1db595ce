import { useState } from 'react'
import { Breadcrumb } from '../parts/Breadcrumb.tsx'
import { Button } from '../parts/Button.tsx'
import { Section } from '../parts/Card.tsx'
import { DialogFrame } from '../parts/Dialog.tsx'
import { History } from '../parts/History.tsx'
import { Notice } from '../parts/Notice.tsx'
import { PageHeading } from '../parts/PageHeading.tsx'
import { PaperView } from '../parts/PaperView.tsx'
import { PrintButton } from '../parts/PrintButton.tsx'
import { Grounds } from '../parts/ProvisionRef.tsx'
import { Stepper } from '../parts/Stepper.tsx'
import { ClassMarks } from '../form/inputs/ClassInput.tsx'
import { axes } from './data.ts'

/** An example of the page of a case. */
export default function CasePage() {
  const [isDialogOpen, setDialogOpen] = useState(false)
  return (
    <>
      <PageHeading
        title="持出R8-0012　見守り名簿を県庁へ"
        above={
          <Breadcrumb
            trail={[
              { title: '私の仕事', href: '/gallery' },
              { title: '持ち出し', href: '/gallery/table' },
            ]}
          />
        }
        actions={<PrintButton title="様式を印刷" />}
      />
      <CaseStepper />
      <div className="grid items-start gap-8 xl:grid-cols-[1fr_19rem]">
        <div>
          <ApplicationPaper />
          <Checks />
          <div className="mt-3 flex flex-wrap items-center gap-3">
            <Button kind="main" onPress={() => setDialogOpen(true)}>
              許可する
            </Button>
            <Button kind="line">質問して戻す</Button>
            <Button>許可しない</Button>
            <span className="text-[0.875rem] text-sub">
              自分の申請は自分で許可できません <Grounds provisions={['2(8)①']} />
            </span>
          </div>
          <div className="mt-8">
            <ApprovalNotice />
          </div>
        </div>
        <div>
          <CaseHistory />
        </div>
      </div>
      <DialogFrame
        isOpen={isDialogOpen}
        title="許可しますか"
        onClose={() => setDialogOpen(false)}
        actions={
          <>
            <Button kind="main" onPress={() => setDialogOpen(false)}>
              許可する
            </Button>
            <Button onPress={() => setDialogOpen(false)}>やめる</Button>
          </>
        }
      >
        <p>「必要最小限である」を確かめたことが記録に残ります。</p>
      </DialogFrame>
    </>
  )
}

function CaseStepper() {
  return (
    <Stepper
      label="案件の進み"
      steps={[
        { id: '1', title: '申請', detail: '福祉係 9:12', state: 'done' },
        {
          id: '2',
          title: '質問・書き直し',
          detail: '10:03',
          state: 'done',
        },
        { id: '3', title: '課長の許可', detail: '今ここ・2時間', state: 'now' },
        { id: '4', title: '統括の許可', state: 'ahead' },
        {
          id: '5',
          title: '出発',
          detail: '15:00',
          state: 'ahead',
        },
        { id: '6', title: '返却', detail: '18:00', state: 'ahead' },
      ]}
    />
  )
}

function ApplicationPaper() {
  return (
    <PaperView
      label="申請の内容"
      lines={[
        {
          id: 'reason',
          title: '理由',
          value: '訓練の打合せで県と突き合わせるため（名簿の2地区分だけ）',
          before: '訓練の打合せのため',
        },
        {
          id: 'what',
          title: '持ち出すもの',
          value: (
            <>
              見守り名簿 48人分{' '}
              <ClassMarks value={{ confidentiality: 3, availability: 2 }} axes={axes} />
            </>
          ),
        },
        {
          id: 'how',
          title: '守り方',
          value: '暗号化（合言葉は電話で伝える）・鍵付きケース 3号',
        },
        { id: 'when', title: '期間', value: '令和8年11月21日 15:00 – 18:00' },
      ]}
    />
  )
}

function Checks() {
  return (
    <div className="mt-5 flex flex-wrap gap-x-7">
      <label className="flex min-h-11 items-center gap-2.5">
        <input type="checkbox" defaultChecked className="size-5 accent-act" />
        ほかの方法がない
      </label>
      <label className="flex min-h-11 items-center gap-2.5">
        <input type="checkbox" className="size-5 accent-act" />
        必要最小限である
      </label>
    </div>
  )
}

function ApprovalNotice() {
  return (
    <Notice
      kind="warn"
      title="許可が2つあればできます"
      footer={
        <>
          <Button kind="main">申請を始める</Button>
          <Button>ほかの方法をさがす</Button>
        </>
      }
    >
      <p>
        この名簿は <b>秘密度3・正確度1・継続度2</b> です。次の二人が許可したときだけ持ち出せます。
      </p>
      <div className="my-3 grid gap-5 sm:grid-cols-2">
        <div>
          <h2 className="text-[0.875rem] text-sub">許可する人</h2>
          <ul className="list-disc pl-5">
            <li>所属の責任者 — 住民福祉課長</li>
            <li>総括の責任者 — 総務課長</li>
          </ul>
        </div>
        <div>
          <h2 className="text-[0.875rem] text-sub">しなければならないこと</h2>
          <ul className="list-disc pl-5">
            <li>暗号化</li>
            <li>鍵付きケースに入れる</li>
          </ul>
        </div>
      </div>
      <Grounds provisions={['2-1 1', '2-2(2)']} />
    </Notice>
  )
}

function CaseHistory() {
  return (
    <Section title="経過">
      <History
        label="経過"
        events={[
          {
            id: '1',
            at: '2026-11-21T09:12:00+09:00',
            who: '架空 花子',
            what: '申請しました',
          },
          {
            id: '2',
            at: '2026-11-21T09:48:00+09:00',
            who: '見本 太郎',
            for: '課長の代行',
            what: '質問して戻しました',
            detail: '全地区の分が必要ですか。',
          },
          {
            id: '3',
            at: '2026-11-21T10:03:00+09:00',
            who: '架空 花子',
            what: '書き直して出しました',
          },
        ]}
      />
    </Section>
  )
}
