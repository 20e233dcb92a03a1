// The door for staff.
import { Button, Form, Input } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { type SignIn as Entered, useSignIn } from '../data/session.ts'
import { ADDRESSES, safeNext } from '../routes.tsx'
import { Brand } from '../ui/brand.tsx'
import { useWords } from '../ui/language.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { RefusalNote } from '../ui/refusal-note.tsx'
import { signInWords } from '../words/sign-in-words.ts'

export default function SignIn() {
  const say = useWords(signInWords)
  const navigate = useNavigate()
  const [asked] = useSearchParams()
  usePageTitle(say('submit'))
  const signIn = useSignIn(() => void navigate(safeNext(asked.get('next')), { replace: true }))
  const required = (message: string) => [{ required: true, message }]
  return (
    <div className="sign-in">
      <div className="stack">
        <div className="row spread">
          <Brand to={ADDRESSES.signIn} />
          <LanguageSwitch />
        </div>
        <main className="panel">
          <div className="panel-body door">
            <h1>{say('title')}</h1>
            <p className="quiet">{say('lead')}</p>
            <Form<Entered>
              layout="vertical"
              noValidate
              requiredMark={false}
              validateTrigger="onSubmit"
              onFinish={(entered) => signIn.mutate(entered)}
            >
              <Form.Item name="email" label={say('email')} rules={required(say('emailMissing'))}>
                <Input type="email" autoComplete="username" autoFocus size="large" />
              </Form.Item>
              <Form.Item
                name="password"
                label={say('password')}
                rules={required(say('passwordMissing'))}
              >
                <Input type="password" autoComplete="current-password" size="large" />
              </Form.Item>
              <div className="stack">
                {signIn.isError && <RefusalNote failure={signIn.error} />}
                <Button
                  type="primary"
                  htmlType="submit"
                  size="large"
                  block
                  loading={signIn.isPending}
                >
                  {say('submit')}
                </Button>
              </div>
            </Form>
          </div>
        </main>
        <p className="quiet small">{say('parties')}</p>
      </div>
    </div>
  )
}
