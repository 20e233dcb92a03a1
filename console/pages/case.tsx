// The page of one case: both sides, why it is suspect, the order, the decision, what has happened.
import { useParams } from 'react-router'
import { ApprovePanel } from '../case/approve-panel.tsx'
import { CaseHeading } from '../case/case-heading.tsx'
import { DecidePanel } from '../case/decide-panel.tsx'
import { DecisionPanel } from '../case/decision-panel.tsx'
import { OrderPanel } from '../case/order-panel.tsx'
import { Timeline } from '../case/timeline.tsx'
import { TwoSides } from '../case/two-sides.tsx'
import { WhySuspect } from '../case/why-suspect.tsx'
import type { WholeCase } from '../data/answers.ts'
import { useCase } from '../data/cases.ts'
import { Loading } from '../ui/loading.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { RefusalNote } from '../ui/refusal-note.tsx'

export default function CasePage() {
  const { id = '' } = useParams()
  const found = useCase('desk', id)
  usePageTitle(found.data?.number ?? 'Tare')
  if (found.isPending) return <Loading lines={12} />
  if (!found.data) return <RefusalNote failure={found.error} retry={() => void found.refetch()} />
  return <Found key={id} subject={found.data} />
}

function Found({ subject }: { subject: WholeCase }) {
  const isJudged = subject.decision !== null
  return (
    <div className="stack wide-gap">
      <CaseHeading subject={subject} />
      <div className="two-columns">
        <div className="stack">
          <TwoSides subject={subject} />
          {subject.orderIds.map((orderId) => (
            <WhySuspect key={orderId} orderId={orderId} />
          ))}
          {subject.orderIds.map((orderId) => (
            <OrderPanel key={orderId} orderId={orderId} />
          ))}
        </div>
        <div className="stack">
          {isJudged && <DecisionPanel subject={subject} />}
          {subject.state === 'under_review' && <ApprovePanel subject={subject} />}
          {!isJudged && <DecidePanel subject={subject} />}
          <Timeline entries={subject.timeline} />
        </div>
      </div>
    </div>
  )
}
