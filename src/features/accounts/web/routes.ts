import { page } from '#ui/shell/feature.ts'
import type { FeatureRoute } from '#ui/shell/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/setup',
    title: { ja: '初めての設定', en: 'First run' },
    component: page(() => import('./SetupPage.tsx')),
    outside: true,
    whenProblem: 'setup-needed',
  },
  {
    path: '/password',
    title: { ja: 'パスワードの変更', en: 'Password' },
    component: page(() => import('./PasswordPage.tsx')),
    whenProblem: 'password-must-change',
  },
  {
    path: '/terminal',
    title: { ja: '個人コードで共用の端末を使う', en: 'Shared terminal with a personal code' },
    component: page(() => import('./TerminalPage.tsx')),
    outside: true,
    door: true,
  },
  {
    path: '/account',
    title: { ja: '自分のアカウント', en: 'My account' },
    component: page(() => import('./AccountPage.tsx')),
    menu: true,
  },
  {
    path: '/two-factor',
    title: { ja: '2段階の確認', en: 'Second factor' },
    component: page(() => import('./TwoFactorPage.tsx')),
  },
  {
    path: '/organization/accounts',
    title: { ja: 'アカウント', en: 'Accounts' },
    component: page(() => import('./AccountsPage.tsx')),
    nav: { place: 'organization', order: 9 },
    ability: 'administer',
  },
]
