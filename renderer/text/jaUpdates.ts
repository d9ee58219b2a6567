import type { UpdateWords } from './enUpdates.ts';

export const jaUpdates: UpdateWords = {
  title: '新しいバージョン',
  impossible: {
    checkout: 'ソースから動いているため、ソースと一緒に新しくなります。',
    archive: 'インストールした方法（新しいアーカイブ、またはシステム）で更新してください。',
    unsigned: 'このパッケージには作成者の署名名がないため、自動では置き換わりません。',
  },
  off: 'オフです。アドレスが設定されていないため、どこにも問い合わせません。',
  idle: 'まだ問い合わせていません。',
  checking: '確認しています…',
  current: '最新のバージョンです。',
  found: (version) => `バージョン ${version} があります。`,
  downloading: (version, percent) => `バージョン ${version} を取得しています：${percent}`,
  ready: (version) => `バージョン ${version} を取得し、確認しました。終了するときに置き換わります。`,
  address: '配布元のアドレス',
  addressText: 'このアドレスにだけ、新しいバージョンを確認するときにだけ問い合わせます。',
  addressWrong: 'https:// で始まるアドレスを入力してください。',
  keepAddress: 'アドレスを保存',
  atStart: '起動するたびに確認する',
  check: '今すぐ確認',
  download: '取得する',
  install: '終了してインストール',
};
