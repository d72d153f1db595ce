import { Button, ButtonLink, IconButton, Link } from '../parts/Button.tsx'
import { Card, EmptyState, Row, Rows, Section } from '../parts/Card.tsx'
import { FileDrop } from '../parts/FileDrop.tsx'
import { Menu } from '../parts/Menu.tsx'
import { Notice } from '../parts/Notice.tsx'
import { PageHeading } from '../parts/PageHeading.tsx'
import { Progress } from '../parts/Progress.tsx'
import { Grounds } from '../parts/ProvisionRef.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { StateBar, Tag } from '../parts/Tag.tsx'
import { DateText, MomentText, NumberText, PersonName, UnitName } from '../parts/texts.tsx'
import { showToast, showErrorToast } from '../parts/toast.ts'

/** The small parts on one page; first the rows as on the home page of the product. */
export default function PartsPage() {
  return (
    <>
      <PageHeading title="部品の見本" />
      <TaskRows />
      <Buttons />
      <Notices />
      <Views />
    </>
  )
}

function TaskRows() {
  return (
    <>
      <Section title="今日まで">
        <Card>
          <Rows label="今日まで">
            <Row
              title="持ち出しの許可"
              subject="見守り名簿（USBメモリ）を県庁へ"
              detail="福祉係から ・ 持出R8-0012 ・ 出発は今日 15:00"
              state={<Tag state="due">あと2時間</Tag>}
              action={
                <ButtonLink kind="main" href="/gallery/case">
                  見て決める
                </ButtonLink>
              }
            />
            <Row
              title="返却の確認"
              subject="工事設計書 3冊"
              detail="建設係 ・ 返却予定は昨日でした"
              state={<Tag state="late">1日遅れ</Tag>}
              action={<Button kind="main">確認する</Button>}
            />
          </Rows>
        </Card>
      </Section>
      <Section title="今週" count={2}>
        <Card>
          <Rows label="今週">
            <Row
              title="使われていないIDの点検"
              subject="住民情報システム（184件）"
              detail={
                <>
                  半年ごと ・ 前回は
                  <DateText date="2026-05-20" />
                </>
              }
              state={<Tag>11月27日まで</Tag>}
              action={<Button kind="line">始める</Button>}
            />
            <Row
              title="後閲"
              subject="不在の間に課長補佐が代決した2件"
              detail="11月18日–19日"
              state={<Tag>見るだけ</Tag>}
              action={<Button kind="line">読む</Button>}
            />
          </Rows>
        </Card>
      </Section>
      <Section title="待っています">
        <Card>
          <Rows label="待っています">
            <Row
              title="ソフトウェアの導入"
              subject="PDF編集ソフト"
              detail="総括の責任者の判断待ち ・ 2日目"
              state={<Tag state="turn">相手の番</Tag>}
              action={<Button>開く</Button>}
            />
          </Rows>
        </Card>
      </Section>
    </>
  )
}

function Buttons() {
  return (
    <Section title="ボタンと状態">
      <ButtonKinds />
      <States />
      <p className="mt-4 space-x-5">
        <Link href="/gallery/table">台帳へ</Link>
        <PersonName name="架空 花子" unit="福祉係" />
        <UnitName path={['架空村', '住民福祉課', '福祉係']} />
        <NumberText value={12345} unit="件" />
        <MomentText at="2026-11-21T15:00:00+09:00" />
      </p>
      <ToastButtons />
    </Section>
  )
}

function ButtonKinds() {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button kind="main">許可する</Button>
      <Button kind="line">質問して戻す</Button>
      <Button>許可しない</Button>
      <Button kind="stop">取り消す</Button>
      <Button kind="quiet">くわしく</Button>
      <Button isDisabled>使えません</Button>
      <Button kind="main" isPending>
        送っています
      </Button>
      <IconButton icon="edit" label="直す" />
      <Menu
        title="その他"
        entries={[
          { id: 'print', title: '印刷する', onAction: () => showToast('印刷する') },
          { id: 'copy', title: '写しを作る', onAction: () => showToast('写しを作る') },
          {
            id: 'drop',
            title: '廃棄する',
            onAction: () => showToast('廃棄する'),
            isDestructive: true,
          },
        ]}
      />
    </div>
  )
}

function States() {
  return (
    <>
      <div className="mt-4 flex flex-wrap gap-2">
        <Tag state="good">守られている</Tag>
        <Tag state="due">期限が近い</Tag>
        <Tag state="late">遅れ</Tag>
        <Tag state="turn">相手の番</Tag>
        <Tag state="none">未整備</Tag>
        <Tag>秘密度2</Tag>
      </div>
      <div className="mt-4 max-w-xs">
        <StateBar
          label="第2章"
          parts={[
            { state: 'good', title: '守られている', count: 81 },
            { state: 'due', title: '期限が近い', count: 9 },
            { state: 'late', title: '遅れ', count: 4 },
            { state: 'none', title: '未整備', count: 6 },
          ]}
        />
      </div>
    </>
  )
}

function ToastButtons() {
  return (
    <div className="mt-4 flex flex-wrap gap-3">
      <Button
        onPress={() =>
          showToast('保存しました', {
            title: '元に戻す',
            onPress: () => showToast('元に戻しました'),
          })
        }
      >
        知らせる
      </Button>
      <Button onPress={() => showErrorToast('保存できませんでした。もう一度お試しください。')}>
        困りごとを知らせる
      </Button>
    </div>
  )
}

function Notices() {
  return (
    <Section title="お知らせ">
      <div className="grid gap-4 lg:grid-cols-2">
        <Notice kind="good" title="持ち出してよい">
          記録は残ります。許可は要りません。
        </Notice>
        <Notice
          kind="stop"
          title="持ち出せません"
          footer={<Grounds provisions={['2-2(2)', '2-1 1']} />}
        >
          私物の機器へ写すことは、だれの許可でもできません。専用回線で送れます。
        </Notice>
        <Notice kind="info" title="来週から手続が変わります">
          新しい版は令和8年12月1日からです。
        </Notice>
        <Notice kind="warn" title="返却予定が近づいています">
          あと2時間で返却予定です。
        </Notice>
      </div>
    </Section>
  )
}

function Views() {
  return (
    <Section title="見方を変える">
      <Tabs
        label="見方"
        items={[
          {
            id: 'empty',
            title: '未着手',
            count: 0,
            content: (
              <EmptyState
                title="待っている仕事はありません"
                action={<Button kind="line">持ち出しを申請する</Button>}
              >
                許可や確認が必要になると、ここに届きます。
              </EmptyState>
            ),
          },
          {
            id: 'import',
            title: '取り込み',
            content: (
              <div className="space-y-5">
                <FileDrop
                  title="ExcelかCSVをここへ置いてください"
                  hint="取り込む前に、全部の行を確かめます。"
                  accept={['.xlsx', '.csv']}
                  onFiles={(files) => showToast(files.map((file) => file.name).join('、'))}
                />
                <Progress label="行を確かめています" value={38} detail="38,000行／100,000行" />
              </div>
            ),
          },
        ]}
      />
    </Section>
  )
}
