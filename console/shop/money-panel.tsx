// The money of a shop: what it has, what of it is withheld, what it owes.
import type { Accounts } from '../data/answers.ts'
import { Facts } from '../ui/facts.tsx'
import { useFormats } from '../ui/format.ts'
import { useWords } from '../ui/language.tsx'
import { Panel } from '../ui/panel.tsx'
import { shopWords } from '../words/shop-words.ts'

type InOneCurrency = Accounts['byCurrency'][number]

export function MoneyPanel({ accounts }: { accounts: Accounts }) {
  const say = useWords(shopWords)
  return (
    <Panel title={say('money')}>
      <div className="stack">
        {accounts.byCurrency.map((each) => (
          <Figures key={each.currency} accounts={each} />
        ))}
      </div>
    </Panel>
  )
}

function Figures({ accounts }: { accounts: InOneCurrency }) {
  const say = useWords(shopWords)
  const { deposit, balance, withheld, owed, futureSettlements } = accounts
  const format = useFormats()
  return (
    <div className="stack tight">
      <Facts
        className="money-figures"
        facts={[
          { name: say('deposit'), value: format.money(deposit.posted) },
          { name: say('balance'), value: format.money(balance.posted) },
          { name: say('withheld'), value: format.money(withheld.posted) },
          { name: say('owed'), value: format.money(owed) },
          { name: say('future'), value: format.money(futureSettlements) },
        ]}
      />
      <p className="quiet small">{say('available', { amount: format.money(balance.available) })}</p>
    </div>
  )
}
