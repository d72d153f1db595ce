import { lazyPage } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/setup',
    title: { ja: '初めての設定', en: 'First run' },
    component: lazyPage(() => import('./SetupPage.tsx')),
    withoutSession: true,
    whenProblem: 'setup-needed',
  },
  {
    path: '/password',
    title: { ja: 'パスワードの変更', en: 'Password' },
    component: lazyPage(() => import('./PasswordPage.tsx')),
    whenProblem: 'password-must-change',
  },
  {
    path: '/terminal',
    title: { ja: '個人コードで共用の端末を使う', en: 'Shared terminal with a personal code' },
    component: lazyPage(() => import('./TerminalPage.tsx')),
    withoutSession: true,
    linkedFromSignIn: true,
  },
  {
    path: '/account',
    title: { ja: '自分のアカウント', en: 'My account' },
    component: lazyPage(() => import('./AccountPage.tsx')),
    inAccountMenu: true,
  },
  {
    path: '/two-factor',
    title: { ja: '2段階の確認', en: 'Second factor' },
    component: lazyPage(() => import('./TwoFactorPage.tsx')),
    whenProblem: 'factor-needed',
  },
  {
    path: '/organization/accounts',
    title: { ja: 'アカウント', en: 'Accounts' },
    component: lazyPage(() => import('./AccountsPage.tsx')),
    nav: { section: 'organization', order: 9 },
    ability: 'administer',
  },
  {
    path: '/organization/accounts/$id',
    title: { ja: 'サインインとトークン', en: 'Sessions and tokens' },
    component: lazyPage(() => import('./AccountAccessPage.tsx')),
    ability: 'administer',
  },
]
