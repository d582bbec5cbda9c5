import rule from '../../src/rules/no-secret-in-command.js';
import { ruleTester } from '../helpers/rule-tester.js';

const CP = "import { exec, execFile, execFileSync, execSync, spawn, spawnSync, fork } from 'node:child_process';\n";
const OTHERWISE = 'pass it in the environment (`env: { NAME: … }`), or give it to standard input (`input`)';
const MYSQL = 'pass it as `env: { MYSQL_PWD: … }`';
const PG = 'pass it as `env: { PGPASSWORD: … }`, and connect with a URL that has no password in it';
const GIT = 'leave it out of the URL and let git ask a credential helper, or `GIT_ASKPASS` in `env`';
const LOGIN = 'write `--password-stdin` and give it to `input`';
const BUILD = 'write `--secret id=…,env=NAME` and pass it as `env: { NAME: … }`';
const CURL = 'write `--config -` and give the header to `input`, or use `fetch`';

const secret = (datum: string, command: string, line: number, column: number, remedy = OTHERWISE) => ({ messageId: 'secret' as const, data: { datum, command, remedy }, line, column });

/** What the cases use without saying where it comes from. */
const NAMES = ['password', 'dbPassword', 'registryPassword', 'rootPassword', 'newPassword', 'redisPassword', 'passphrase', 'dbPass', 'sshPass', 'token', 'apiToken', 'npmToken', 'flyToken', 'pushToken', 'registryToken', 'accessToken', 'cloudflareToken', 'nextPageToken', 'otp', 'secret', 'clientSecret', 'secretAccessKey', 'accessKey', 'apiKey', 'databaseUrl'];
const OTHER_NAMES = ['tokenPath', 'passwordFile', 'apiKeyId', 'secretName', 'secretArn', 'publicKey', 'certificatePath', 'tokenCount', 'maxTokens', 'hasToken', 'command', 'file', 'args', 'user', 'host', 'tag', 'credentials', 'config', 'options'];
/** The names that a case uses and does not define, as globals: what is defined nowhere has no value to follow. */
function declared(code: string): string {
  const names = [...NAMES, ...OTHER_NAMES].filter((name) => !new RegExp(String.raw`\b(?:const|let|function|import)\b[^\n;=]*\b${name}\b[^\n;]*(?:=|from)`, 'u').test(code));
  return `${code}\ndeclare const ${names.map((name) => `${name}: any`).join(', ')};`;
}

ruleTester.run('no-secret-in-command', rule, {
  valid: [
    // The recipe: in the environment, or on standard input.
    `${CP}spawn('pg_dump', ['--host', host, database], { env: { ...process.env, PGPASSWORD: process.env.DB_PASSWORD } });`,
    `${CP}spawn('pg_dump', { env: { PGPASSWORD: password } });`,
    `${CP}execFileSync('docker', ['login', '-u', user, '--password-stdin', registry], { input: registryToken });`,
    `${CP}execSync('mysqldump app > dump.sql', { env: { MYSQL_PWD: dbPassword } });`,
    "import { execa } from 'execa';\nawait execa('docker', ['login', '-u', 'x', '--password-stdin'], { input: pushToken });\nawait execa('vercel', { env: { VERCEL_TOKEN: token } });",
    "import { $ } from 'execa';\nawait $({ env: { TOKEN: token } })`deploy --yes`;",
    "import { $ } from 'zx';\nprocess.env.GH_TOKEN = token;\nawait $`gh release create ${tag}`;",
    "import { spawn } from 'bun';\nspawn({ cmd: ['deploy'], env: { TOKEN: token } });",
    "new Deno.Command('deploy', { args: ['--yes'], env: { TOKEN: apiKey } });",
    `${CP}const child = spawn('deploy', args);\nchild.stdin.write(password);`,

    // Names that are about a secret: where it is, how many there are, which one.
    `${CP}execFile('deploy', ['--token-file', tokenPath, '--password-file', passwordFile, '--key-id', apiKeyId, '--secret', secretName]);`,
    `${CP}exec(\`count --tokens \${tokenCount} --max \${maxTokens} --page \${nextPageToken}\`);`,
    `${CP}execFile('ssh-keygen', ['-lf', publicKey]);\nexecFile('openssl', ['x509', '-in', certificatePath]);`,
    `${CP}execSync(\`docker build --secret id=npm,env=NPM_TOKEN -t \${tag} .\`, { env: { NPM_TOKEN: npmToken } });`,
    `${CP}execSync(\`aws secretsmanager get-secret-value --secret-id \${secretArn}\`);`,
    `${CP}exec(\`login --user \${hasToken ? 'known' : 'unknown'} --masked \${maskToken(token)}\`);`,
    // The name of a file: the option says so.
    `${CP}execFileSync('ssh-keygen', ['-y', '-f', secret]);\nexecFileSync('/usr/bin/ssh-keygen', ['-Y', 'sign', '-f', secret, '-n', 'release', '-']);`,
    `${CP}execSync(\`ssh -i \${secret} deploy@host\`);\nexecSync('scp -i "' + secret + '" a b');\nspawn('openssl', ['dgst', '-sha256', '-sign', secret]);`,
    `${CP}execFile('deploy', ['--token-file', token, \`--key-file=\${apiKey}\`, '--kubeconfig', credentials.secret]);`,
    // The working directory is called `PWD`.
    `${CP}execSync(\`docker run -v \${process.env.PWD}:/app image\`);\nconst { PWD: pwd } = process.env;\nexecSync(\`cd \${pwd} && make\`);`,
    // Nothing of it comes from this file: the shell takes the value from its own environment.
    `${CP}execSync('npm publish --otp "$OTP"');`,
    `${CP}exec(command);\nspawn(file, args);`,

    // Not commands.
    "const exec = (text: string) => text;\nexec(`login ${password}`);",
    "import { exec } from './patterns';\nexec(`${token}`);",
    "const found = /x/.exec(token);",
    "import $ from 'jquery';\n$(`#${token}`);",
    "$(`#field-${token}`).show();",
    "await db.exec(`select 1 where token = ${token}`);",
    // A fake user signs in in a test.
    { code: `${CP}execSync(\`login \${password}\`);`, filename: 'src/login.test.ts' },
  ].map((each) => (typeof each === 'string' ? declared(each) : { ...each, code: declared(each.code) })),
  invalid: [
    // Options of the same name that other programs take a secret with.
    { code: `${CP}execFileSync('deploy', ['-f', 'app.yaml', '-i', secret]);`, errors: [secret('secret', 'execFileSync()', 2, 49)] },
    { code: `${CP}execFileSync('openssl', ['enc', '-k', secret, '-in', file]);`, errors: [secret('secret', 'execFileSync()', 2, 39, 'write `-pass env:NAME` and pass it as `env: { NAME: … }`')] },
    // In the text that a shell takes apart.
    { code: `${CP}exec(\`mysqldump -u root -p\${password} app\`);`, errors: [secret('password', 'exec()', 2, 29, MYSQL)] },
    { code: `${CP}execSync('psql ' + process.env.DATABASE_URL + ' -c "select 1"');`, errors: [secret('process.env.DATABASE_URL', 'execSync()', 2, 20, PG)] },
    { code: `${CP}exec(\`git clone https://x-access-token:\${process.env.GITHUB_TOKEN}@github.com/acme/app.git\`);`, errors: [secret('process.env.GITHUB_TOKEN', 'exec()', 2, 42, GIT)] },
    { code: `${CP}exec(\`curl -H "Authorization: Bearer \${apiToken}" https://api.acme.dev\`, done);`, errors: [secret('apiToken', 'exec()', 2, 40, CURL)] },
    // What is set in front of the program stands in the text as well.
    { code: `${CP}exec(\`PGPASSWORD="\${config.db.password}" pg_dump app > dump.sql\`);`, errors: [secret('config.db.password', 'exec()', 2, 21, PG)] },
    { code: `${CP}exec(\`echo \${token} | docker login --password-stdin\`);`, errors: [secret('token', 'exec()', 2, 14)] },

    // In the list of arguments.
    { code: `${CP}spawn('docker', ['login', '-u', user, '-p', registryPassword]);`, errors: [secret('registryPassword', 'spawn()', 2, 45, LOGIN)] },
    { code: `${CP}spawnSync('docker', ['build', '--build-arg', \`NPM_TOKEN=\${npmToken}\`, '.']);`, errors: [secret('npmToken', 'spawnSync()', 2, 59, BUILD)] },
    { code: `${CP}execFile('deploy', ['--yes', ...(token ? ['--token', token] : [])]);`, errors: [secret('token', 'execFile()', 2, 54)] },
    { code: `${CP}execFileSync('deploy', ['--key', options.apiKey].filter(Boolean));`, errors: [secret('options.apiKey', 'execFileSync()', 2, 34)] },
    { code: `${CP}fork('./worker.js', [process.env.JWT_SECRET!]);`, errors: [secret('process.env.JWT_SECRET!', 'fork()', 2, 22)].map((error) => ({ ...error, data: { ...error.data, datum: 'process.env.JWT_SECRET' } })) },
    // By way of a variable, and with what is added to it later.
    { code: `${CP}const args = ['-u', user, \`-p\${dbPass}\`];\nspawn('mysql', args);`, errors: [secret('dbPass', 'spawn()', 3, 16, MYSQL)] },
    { code: `${CP}const args = ['deploy'];\nif (token) args.push('--token', token);\nspawn('fly', args);`, errors: [secret('token', 'spawn()', 4, 14)] },
    { code: `${CP}let command = 'mysqldump app';\ncommand += \` -p\${process.env.DB_PASS}\`;\nexec(command);`, errors: [secret('process.env.DB_PASS', 'exec()', 4, 6, MYSQL)] },
    { code: `${CP}const { GITHUB_TOKEN } = process.env;\nconst remote = \`https://\${GITHUB_TOKEN}@github.com/acme/app.git\`;\nexecSync(\`git push \${remote}\`);`, errors: [secret('GITHUB_TOKEN', 'execSync()', 4, 22, GIT)] },
    // Run in two places, put together in one.
    { code: `${CP}const command = \`mysql -p\${password} app\`;\nif (remote) exec(command, options);\nelse execSync(command);`, errors: [secret('password', 'exec()', 3, 18, MYSQL)] },
    { code: `${CP}exec(\`docker exec db mysql -p'\${rootPassword}' -e "ALTER USER app IDENTIFIED BY '\${newPassword}'"\`);`, errors: [secret('rootPassword', 'exec()', 2, 33, 'write `-e NAME` without a value and pass it as `env: { NAME: … }`'), secret('newPassword', 'exec()', 2, 84, 'write `-e NAME` without a value and pass it as `env: { NAME: … }`')] },

    // Of a pair of keys, the one that is no secret is left out.
    { code: `${CP}exec(\`rclone ls --s3-access-key-id=\${accessKey} --s3-secret-access-key=\${secretAccessKey} :s3:backups\`);`, errors: [secret('secretAccessKey', 'exec()', 2, 74)] },
    { code: `${CP}exec(\`storage --key \${accessKey}\`);`, errors: [secret('accessKey', 'exec()', 2, 23)] },

    // Wrappers.
    { code: `${CP}import { promisify } from 'node:util';\nconst run = promisify(exec);\nawait run(\`psql \${databaseUrl}\`);`, errors: [secret('databaseUrl', 'run()', 4, 19, PG)] },
    { code: `${CP}function run(command: string) { return execSync(command, { stdio: 'inherit' }); }\nrun(\`fly deploy --access-token \${accessToken}\`);`, errors: [secret('accessToken', 'execSync()', 3, 34)] },
    { code: `${CP}const run = (file: string, args: string[]) => spawn(file, args);\nrun('fly', ['auth', 'docker', '-t', flyToken]);`, errors: [secret('flyToken', 'spawn()', 3, 37)] },
    { code: "import { quote } from 'shell-quote';\nimport { execSync } from 'child_process';\nexecSync(`deploy ${quote(['--secret', clientSecret])}`);", errors: [secret('clientSecret', 'execSync()', 3, 39)] },
    { code: "import { execAsync } from '../utils/exec';\nawait execAsync(`docker login -p ${password}`);", errors: [secret('password', 'execAsync()', 2, 36, LOGIN)] },
    { code: "const { execSync } = require('child_process');\nmodule.exports = (password) => execSync('unzip -P ' + password + ' a.zip');", errors: [secret('password', 'execSync()', 2, 55)] },
    { code: "import * as cp from 'child_process';\ncp.spawn('sshpass', ['-p', sshPass, 'ssh', host]);", errors: [secret('sshPass', 'cp.spawn()', 2, 28, 'write `sshpass -e` and pass it as `env: { SSHPASS: … }`')] },
    { code: `${CP}class Mirror { constructor(private accessToken: string) {} clone(repo: string) { execSync(\`git clone https://\${this.accessToken}@github.com/\${repo}\`); } }`, errors: [secret('this.accessToken', 'execSync()', 2, 112, GIT)] },

    // From another file, where only the name tells.
    { code: `${CP}import { password as pw, env } from './constants';\nexec(\`mysqldump -p\${pw} app\`);\nexec(\`psql \${env.DATABASE_URL}\`);`, errors: [secret('env.DATABASE_URL', 'exec()', 4, 14, PG)] },
    { code: `${CP}import { rootPassword } from './constants';\nexec(\`mysqldump -p\${rootPassword} app\`);`, errors: [secret('rootPassword', 'exec()', 3, 21, MYSQL)] },

    // Other libraries and runtimes.
    { code: "import { execa, $ } from 'execa';\nawait execa('npm', ['publish', `--otp=${otp}`]);\nawait execa`npm publish --otp ${otp}`;\nawait $({ stdio: 'inherit' })`npm token ${npmToken}`;", errors: [secret('otp', 'execa()', 2, 41), secret('otp', 'execa()', 3, 33), secret('npmToken', "$({ stdio: 'inherit' })()", 4, 43)] },
    { code: "import execa from 'execa';\nexeca.sync('redis-cli', ['-a', redisPassword]);", errors: [secret('redisPassword', 'execa.sync()', 2, 32, 'pass it as `env: { REDISCLI_AUTH: … }`')] },
    { code: "import { $ } from 'zx';\nawait $`kubectl create secret generic app --from-literal=key=${apiKey}`;", errors: [secret('apiKey', '$()', 2, 64, 'write `--from-file=name=/dev/stdin` and give it to `input`')] },
    { code: '#!/usr/bin/env zx\nawait $`vercel deploy --token ${process.env.VERCEL_TOKEN}`;', errors: [secret('process.env.VERCEL_TOKEN', '$()', 2, 33, 'pass it as `env: { VERCEL_TOKEN: … }`, or to `input`')] },
    { code: "import { $ } from 'bun';\nawait $`gh auth login ${token}`;", errors: [secret('token', '$()', 2, 25, 'pass it as `env: { GH_TOKEN: … }`')] },
    { code: "Bun.spawn(['wrangler', 'deploy', '--token', cloudflareToken]);\nBun.spawnSync({ cmd: ['aws', 'configure', 'set', 'key', secretAccessKey] });", errors: [secret('cloudflareToken', 'Bun.spawn()', 1, 45, 'pass it as `env: { CLOUDFLARE_API_TOKEN: … }`, or to `input`'), secret('secretAccessKey', 'Bun.spawnSync()', 2, 57, 'pass it as `env: { AWS_SECRET_ACCESS_KEY: … }`, or name a file of mode 0600 (`file://…`)')] },
    { code: "const command = new Deno.Command('openssl', { args: ['enc', '-k', passphrase] });", errors: [secret('passphrase', 'new Deno.Command()', 1, 67, 'write `-pass env:NAME` and pass it as `env: { NAME: … }`')] },
    { code: "import shell from 'shelljs';\nshell.exec(`mysqldump -p${process.env.DB_PASSWORD} app`, { silent: true });", errors: [secret('process.env.DB_PASSWORD', 'shell.exec()', 2, 27, MYSQL)] },
    { code: "import spawn from 'cross-spawn';\nspawn.sync('fly', ['secrets', 'set', `KEY=${secret}`]);", errors: [secret('secret', 'spawn.sync()', 2, 45)] },
    { code: "import { x } from 'tinyexec';\nawait x('docker', ['login', '--password', credentials.password]);", errors: [secret('credentials.password', 'x()', 2, 43, LOGIN)] },
    { code: "import { exec } from '@actions/exec';\nawait exec('git', ['clone', `https://x-access-token:${token}@github.com/a/b`]);", errors: [secret('token', 'exec()', 2, 55, GIT)] },
    // A script is run by people whose machines others use, too.
    { code: `${CP}execSync(\`psql postgres://app:\${process.env.DB_PASSWORD}@db/app\`);`, filename: 'scripts/reset.mjs', errors: [secret('process.env.DB_PASSWORD', 'execSync()', 2, 33, PG)] },
  ].map((each) => ({ ...each, code: declared(each.code) })),
});
