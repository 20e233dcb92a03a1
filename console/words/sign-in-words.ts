// The words of the page where staff sign in.
export const signInWords = {
  en: {
    title: 'Sign in to the desk',
    lead: 'Empty parcels are weighed, heard and decided here.',
    email: 'E-mail address',
    password: 'Password',
    emailMissing: 'Enter your e-mail address.',
    passwordMissing: 'Enter your password.',
    submit: 'Sign in',
    parties: 'Buyers and sellers come with the link that their marketplace gives them.',
  },
  'zh-CN': {
    title: '登录案件台',
    lead: '空包案件在此称量证据、听取双方陈述并作出裁决。',
    email: '邮箱',
    password: '密码',
    emailMissing: '请输入邮箱。',
    passwordMissing: '请输入密码。',
    submit: '登录',
    parties: '买家和卖家请使用平台提供的链接进入。',
  },
} as const
