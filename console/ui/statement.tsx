// The statement of reasons: the decision in words, in either language whatever the page's own is.
import { Button, Modal, Segmented } from 'antd'
import { useState } from 'react'
import type { Side } from '../data/cases.ts'
import { useStatement } from '../data/decisions.ts'
import { decisionWords } from '../words/decide-words.ts'
import { type Language, useLanguage, useWords } from './language.tsx'
import { Loading } from './loading.tsx'
import { RefusalNote } from './refusal-note.tsx'

interface StatementProps {
  readonly side: Side
  readonly id: string
}

/** The text with the choice of its language. */
export function Statement({ side, id }: StatementProps) {
  const say = useWords(decisionWords)
  const { language } = useLanguage()
  const [lang, read] = useState<Language>(language)
  const statement = useStatement({ side, id, lang })
  return (
    <div className="stack">
      <Segmented<Language>
        className="to-start"
        size="small"
        aria-label={say('language')}
        value={lang}
        onChange={read}
        options={[
          { value: 'en', label: <span lang="en">English</span> },
          { value: 'zh-CN', label: <span lang="zh-CN">中文</span> },
        ]}
      />
      {statement.isPending && <Loading lines={8} />}
      {statement.isError && (
        <RefusalNote failure={statement.error} retry={() => void statement.refetch()} />
      )}
      {statement.data && (
        <article className="stack" lang={lang}>
          <h2>{statement.data.title}</h2>
          {statement.data.sections.map(({ heading, paragraphs }) => (
            <section key={heading} className="stack tight">
              <h3>{heading}</h3>
              {paragraphs.map((paragraph) => (
                <p key={paragraph} className="said">
                  {paragraph}
                </p>
              ))}
            </section>
          ))}
        </article>
      )}
    </div>
  )
}

export function StatementWindow({ side, id, close }: StatementProps & { close: () => void }) {
  const say = useWords(decisionWords)
  return (
    <Modal
      open
      width={720}
      title={say('statementTitle')}
      onCancel={close}
      footer={<Button onClick={close}>{say('close')}</Button>}
    >
      <Statement side={side} id={id} />
    </Modal>
  )
}
