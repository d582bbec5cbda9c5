import { describe, expect, test } from 'vitest';
import { classify, namesAccess, namesGate, namesPresented, namesUse, oneTimeOf, wordsOf } from '../../src/analysis/words.js';

test.each<[string, string]>([
  ['userName', 'username'], ['userIDToken', 'user id token'], ['HTMLElement', 'html element'], ['XMLHttpRequest', 'xml http request'],
  ['user_id', 'user id'], ['user-id', 'user id'], ['USER_ID', 'user id'], ['userIDs', 'user id'], ['emails', 'email'], ['addresses', 'address'],
  ['status', 'status'], ['address', 'address'], ['statuses', 'status'], ['cookies', 'cookie'], ['boxes', 'box'], ['queries', 'query'], ['caches', 'cache'],
  ['access', 'access'], ['redis', 'redis'], ['analytics', 'analytics'], ['has', 'has'], ['keys', 'key'], ['hashes', 'hash'], ['sha256', 'sha 256'],
  ['address2', 'address 2'], ['ipV4', 'ip v 4'], ['IPv4', 'ipv 4'], ['OAuthToken', 'oauth token'], ['eMail', 'email'], ['e_mails', 'email'],
  ['req.body.email', 'req body email'], ['x-forwarded-for', 'x forwarded for'], ['__proto__', 'proto'], ['$scope', 'scope'], ['', ''], ['größe', 'größe'], ['名前', '名前'],
  ['#secret', 'secret'], ['constructor', 'constructor'], ['toString', 'to string'],
])('wordsOf(%j) is %j', (identifier, expected) => {
  expect(wordsOf(identifier).join(' ')).toBe(expected);
});

describe('classify', () => {
  test.each<[string, string, string]>([
    ['email', 'contact', 'email'], ['userEmail', 'contact', 'email'], ['emails', 'contact', 'email'], ['emailAddress', 'contact', 'email address'], ['paypalEmail', 'contact', 'email'],
    ['EMAIL', 'contact', 'email'], ['newEmail', 'contact', 'email'], ['phone', 'contact', 'phone'], ['phone_number', 'contact', 'phone number'], ['customer.phone', 'contact', 'phone'],
    ['email1', 'contact', 'email'], ['emailOrPhone', 'contact', 'phone'], ['getEmail', 'contact', 'email'],
    ['firstName', 'identity', 'first name'], ['last_name', 'identity', 'last name'], ['fullName', 'identity', 'full name'], ['surname', 'identity', 'surname'], ['maidenName', 'identity', 'maiden name'],
    ['dateOfBirth', 'identity', 'date of birth'], ['dob', 'identity', 'dob'], ['ssn', 'identity', 'ssn'], ['passportNumber', 'identity', 'passport number'],
    ['ip', 'location', 'ip'], ['ipAddress', 'location', 'ip address'], ['clientIp', 'location', 'ip'], ['addressLine', 'location', 'address line'], ['addressLine1', 'location', 'address line'],
    ['x-forwarded-for', 'location', 'forwarded for'], ['user.address', 'location', 'user address'], ['zipCode', 'location', 'zip code'], ['shippingAddress', 'location', 'shipping address'],
    ['diagnosis', 'health', 'diagnosis'], ['medicalRecordNumber', 'health', 'medical record number'],
    ['cardNumber', 'financial', 'card number'], ['cvv', 'financial', 'cvv'], ['iban', 'financial', 'iban'],
    ['password', 'credential', 'password'], ['passWord', 'credential', 'password'], ['confirmPassword', 'credential', 'password'], ['passwordConfirmation', 'credential', 'password'],
    ['passwordHash', 'credential', 'password hash'], ['token', 'credential', 'token'], ['accessToken', 'credential', 'access token'], ['accessTokens', 'credential', 'access token'],
    ['refresh_token', 'credential', 'refresh token'], ['idToken', 'credential', 'id token'], ['resetPasswordToken', 'credential', 'token'], ['tokenValue', 'credential', 'token'],
    ['apiKey', 'credential', 'api key'], ['OPENAI_API_KEY', 'credential', 'api key'], ['apiKeys', 'credential', 'api key'], ['privateKey', 'credential', 'private key'],
    ['SUPABASE_SERVICE_ROLE_KEY', 'credential', 'service role key'], ['clientSecret', 'credential', 'client secret'], ['authorization', 'credential', 'authorization'],
    ['authorizationHeader', 'credential', 'authorization header'], ['cookie', 'credential', 'cookie'], ['cookies', 'credential', 'cookie'], ['set-cookie', 'credential', 'set cookie'],
    ['otp', 'credential', 'otp'], ['generateOtp', 'credential', 'otp'], ['generateToken', 'credential', 'token'], ['generateVerificationToken', 'credential', 'verification token'], ['codeVerifier', 'credential', 'code verifier'],
    ['csrfToken', 'credential', 'csrf token'], ['jwt', 'credential', 'jwt'],
    ['prompt', 'content', 'prompt'], ['systemPrompt', 'content', 'system prompt'], ['messages', 'content', 'messages'], ['chatMessages', 'content', 'chat message'], ['completion', 'content', 'completion'],
  ])('%s is %s by %j', (identifier, expected, word) => {
    expect(classify(identifier)).toEqual({ class: expected, word });
  });

  test.each([
    'emailVerified', 'emailId', 'emailAccountId', 'tokenCount', 'passwordPolicy', 'hasToken', 'hasEmail', 'isEmailValid', 'maxTokens', 'promptTokens', 'promptToken', 'completionTokens',
    'nextPageToken', 'tokenType', 'tokenId', 'tokenUsage', 'tokenSet', 'tokenSet.tenantId', 'apiKeyId', 'apiKey.id', 'emailDomain', 'emailDomain.id', 'passwordLength', 'hasPassword',
    'hashedEmail', 'maskedPhone', 'redactedToken', 'csrfTokenName', 'cookieName', 'cookieStore', 'cookieOptions', 'emailTemplate', 'emailError', 'authorizationUrl', 'authorization_endpoint',
    'pathTokens', 'tokens', 'promptId', 'completionCount', 'parsedToken.error', 'changePasswordChallenge', 'ttlSeconds', 'coupon.token', 'welcomeEmail', 'sendEmail', 'resetPassword',
    'signInWithPassword', 'userByEmail', 'onPrompt', 'installPrompt', 'secretName', 'secretArn', 'publicKey', 'primaryKey', 'key', 'keys', 'accessKeyId', 'cardLast4', 'creditCardId', 'ipHash', 'serverIp',
    'phoneVerifiedAt', 'emailNotifications', 'emailQueue', 'tokenService', 'tokenExpiresAt', 'passwordResetRequired', 'taskCompletion', 'message', 'errorMessages', 'prompts',
    // sensible silence: names of things, not of persons
    'name', 'username', 'userName', 'displayName', 'fileName', 'hostName', 'className', 'address', 'walletAddress', 'macAddress', 'tokenAddress', 'contactEmailId',
    'description', 'zipFile', 'shippingMethod', 'script', 'author', 'constructor', '__proto__', 'hasOwnProperty', 'toString', '', '123', 'x'.repeat(10_000),
  ])('%s is nothing', (identifier) => {
    expect(classify(identifier)).toBeUndefined();
  });
});

test.each<[string, string | undefined]>([
  ['otp:…', 'otp'], ['passwordResetToken', 'password reset'], ['password_reset_tokens', 'password reset'], ['oauth_state', 'oauth state'], ['csrfToken', 'csrf token'], ['VerificationCode', 'verification code'], ['magicLinks', 'magic link'], ['nonce', 'nonce'],
  ['otpAttempts', undefined], ['otp_rate_limit', undefined], ['refreshToken', undefined], ['sessionToken', undefined], ['inviteToken', undefined], ['state', undefined], ['code', undefined], ['', undefined],
])('oneTimeOf(%j) is %j', (name, expected) => {
  expect(oneTimeOf(name)).toBe(expected);
});

test('names of access', () => {
  expect(['ADMIN_EMAILS', 'isOwner', 'allowedDomains', 'whitelist', 'admin'].filter((name) => !namesAccess(name))).toEqual([]);
  expect(['BLOCKED_ADMINS', 'adminNotifyEmails', 'email', 'freeAccessDomains', 'accessible'].filter(namesAccess)).toEqual([]);
  expect(['signIn', 'canAccess', 'requireAdmin', 'isAdmin'].filter((name) => !namesGate(name))).toEqual([]);
  expect(['sign', 'greet', 'investigate'].filter(namesGate)).toEqual([]);
});

test('names of use', () => {
  expect(['usedAt', 'is_used', 'consumedOn', 'redeemed'].filter((name) => !namesUse(name))).toEqual([]);
  expect(['lastUsedAt', 'createdAt', 'useCount', 'unused'].filter(namesUse)).toEqual([]);
  expect(['token', 'invite_code', 'tokenHash'].filter((name) => !namesPresented(name))).toEqual([]);
  expect(['tokenId', 'codeName', 'email'].filter(namesPresented)).toEqual([]);
});
