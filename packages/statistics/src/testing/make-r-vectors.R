# Writes r-vectors.jsonl: random and extreme inputs with R's answers. Usage: Rscript make-r-vectors.R [out] [cases per section] [seed]
# Made with R 4.2.2 and survival 3.5-3; the tests read the file and need no R.
args <- commandArgs(TRUE)
out <- if (length(args) > 0) args[1] else "r-vectors.jsonl"
cases <- if (length(args) > 1) as.integer(args[2]) else 18L
seed <- if (length(args) > 2) as.integer(args[3]) else 20260301L
suppressMessages(library(survival))
options(warn = -1)
set.seed(seed)

# JSON with 15 digits; Inf as 1e999, which every JSON parser reads as infinity; NA and NULL as null. I(x) keeps an array of one.
json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    if (is.null(names(x))) return(paste0("[", paste(vapply(x, json, ""), collapse = ","), "]"))
    return(paste0("{", paste0('"', names(x), '":', vapply(x, json, ""), collapse = ","), "}"))
  }
  one <- function(v) {
    if (is.character(v)) return(paste0('"', v, '"'))
    if (is.na(v)) return("null")
    if (is.logical(v)) return(if (v) "true" else "false")
    if (is.infinite(v)) return(if (v > 0) "1e999" else "-1e999")
    sprintf(if (abs(v) > 0.9 && abs(v) < 1) "%.17g" else "%.15g", v)
  }
  s <- vapply(unclass(x), one, "")
  if (inherits(x, "AsIs") || length(x) != 1) paste0("[", paste(s, collapse = ","), "]") else unname(s)
}
vectors <- list()
add <- function(name, case) vectors[[name]] <<- c(vectors[[name]], list(case))
SIDES <- c("two.sided", "greater", "less")
side <- function(f) lapply(setNames(SIDES, c("TWO_SIDED", "GREATER", "LESS")), f)
pick <- function(x) x[sample.int(length(x), 1)]
int <- function(lo, hi) floor(runif(1, lo, hi + 1))
count <- function(top = pick(c(1, 4, 20, 300))) if (runif(1) < 0.15) 0 else int(0, top)

# Roots to the last digits on the log scale: fisher.test and mantelhaen.test stop at about 1e-4.
rising <- function(f) exp(uniroot(f, c(-50, 50), extendInt = "upX", tol = 1e-14)$root)
odds <- function(support, logdc, x, conf = 0.95) {
  lo <- min(support); hi <- max(support)
  if (lo == hi) return(list(estimate = NULL, lower = 0, upper = Inf, lower1 = 0, upper1 = Inf))
  d <- function(l) { v <- logdc + l * support; v <- exp(v - max(v)); v / sum(v) }
  atLeast <- function(a) if (x == lo) 0 else rising(function(l) sum(d(l)[support >= x]) - a)
  atMost <- function(a) if (x == hi) Inf else rising(function(l) a - sum(d(l)[support <= x]))
  list(estimate = if (x == lo) 0 else if (x == hi) Inf else rising(function(l) sum(support * d(l)) - x),
       lower = atLeast((1 - conf) / 2), upper = atMost((1 - conf) / 2), lower1 = atLeast(1 - conf), upper1 = atMost(1 - conf))
}

fisher <- function(t) {
  m <- t[1] + t[2]; n <- t[3] + t[4]; k <- t[1] + t[3]
  support <- max(0, k - n):min(k, m)
  add("fisher", list(table = I(t), p = side(function(s) fisher.test(matrix(t, 2, byrow = TRUE), alternative = s)$p.value),
                     odds = odds(support, dhyper(support, m, n, k, log = TRUE), t[1])))
}
for (t in list(c(0,0,0,0), c(1,0,0,0), c(0,3,0,9), c(5,0,0,5), c(0,5,5,0), c(1,0,0,1), c(0,1,1000,1), c(1,0,0,5000), c(3000,3000,2900,3100)))
  fisher(t)
for (i in 1:cases) fisher(c(count(), count(), count(), count()))

# Counts near 1e9, one side only: R has no vector that long.
for (i in 1:ceiling(cases / 3)) {
  n <- c(int(1, 1e9), int(1, 1e9)); p <- runif(1) ^ pick(c(1, 6, 20)); x <- rbinom(2, n, p)
  add("fisherBig", list(table = I(c(x[1], n[1] - x[1], x[2], n[2] - x[2])),
                        greater = phyper(x[1] - 1, sum(x), sum(n - x), n[1], lower.tail = FALSE), less = phyper(x[1], sum(x), sum(n - x), n[1])))
}

mcnemar <- function(b, c) {
  m <- matrix(c(10, c, b, 10), 2)
  exact <- if (b + c < 1e5) side(function(s) binom.test(b, b + c, alternative = s)$p.value) else
    list(TWO_SIDED = min(1, 2 * pbinom(min(b, c), b + c, 0.5)), GREATER = pbinom(b - 1, b + c, 0.5, lower.tail = FALSE), LESS = pbinom(b, b + c, 0.5))
  x <- mcnemar.test(m, correct = FALSE); y <- mcnemar.test(m)
  # R's correction turns b = c into evidence (|0 - 1|^2); ours does not.
  add("mcnemar", list(b = b, c = c, statistic = x$statistic[[1]], p = x$p.value, corrected = if (b == c) 0 else y$statistic[[1]], correctedP = if (b == c) 1 else y$p.value, exact = exact))
}
mcnemar(0, 1); mcnemar(7, 7); mcnemar(0, 25); mcnemar(1e9, 1e9 + 1e5); mcnemar(40, 0)
for (i in 1:cases) { b <- count(); mcnemar(b, count() + (b == 0)) }

proportions <- function(x, n) {
  w <- function(i) prop.test(x[i], n[i], correct = FALSE)$conf.int
  d <- x[1] / n[1] - x[2] / n[2]; p <- x / n; a <- w(1); b <- w(2)
  flat <- sum(x) == 0 || sum(x) == sum(n)
  t <- function(correct) { r <- prop.test(x, n, correct = correct); list(statistic = r$statistic[[1]], p = r$p.value, lower = r$conf.int[1], upper = r$conf.int[2]) }
  katz <- sqrt(1 / x[1] - 1 / n[1] + 1 / x[2] - 1 / n[2])
  add("proportions", list(x = I(x), n = I(n), flat = flat, wilson = I(a), plain = t(FALSE), yates = t(TRUE),
                          newcombe = I(c(d - sqrt((p[1] - a[1])^2 + (b[2] - p[2])^2), d + sqrt((a[2] - p[1])^2 + (p[2] - b[1])^2))),
                          ratio = if (x[2] == 0) NULL else p[1] / p[2],
                          katz = if (x[1] == 0 || x[2] == 0) NULL else I(p[1] / p[2] * exp(c(-1, 1) * qnorm(0.975) * katz))))
}
proportions(c(0, 0), c(1, 1)); proportions(c(1, 0), c(1, 1)); proportions(c(5, 5), c(5, 5)); proportions(c(0, 3), c(1e9, 1e9))
for (i in 1:cases) { n <- c(int(1, pick(c(3, 50, 1e4, 1e9))), int(1, pick(c(3, 50, 1e4, 1e9)))); proportions(rbinom(2, n, runif(1)), n) }
for (i in 1:ceiling(cases / 3)) {
  k <- int(3, 9); n <- replicate(k, int(1, 200)); x <- rbinom(k, n, runif(1, 0.05, 0.95)); r <- prop.test(x, n)
  if (sum(x) > 0 && sum(x) < sum(n)) add("groups", list(x = I(x), n = I(n), statistic = r$statistic[[1]], df = r$parameter[[1]], p = r$p.value))
}

# Strata as own success, own failure, partner success, partner failure.
stratified <- function(g) {
  K <- ncol(g); a <- g[1, ]; b <- g[2, ]; c <- g[3, ]; d <- g[4, ]; n <- a + b + c + d
  full <- a + b > 0 & c + d > 0 & a + c > 0 & b + d > 0
  case <- list(cells = lapply(seq_len(K), function(j) I(g[, j])))
  # R gives NaN for strata of fewer than two units; they say nothing and are left to us only.
  if (sum(full) > 0) {
    x <- array(rbind(a, c, b, d)[, full], c(2, 2, sum(full)))
    if (sum(full) == 1) {
      # mantelhaen.test wants two strata: one that fixes itself (2 units, no failure) adds nothing.
      x <- array(c(x, 1, 1, 0, 0), c(2, 2, 2))
    }
    y <- mantelhaen.test(x, correct = FALSE); z <- mantelhaen.test(x)
    case <- c(case, list(cmh = list(statistic = y$statistic[[1]], p = y$p.value, corrected = z$statistic[[1]], correctedP = z$p.value)))
    S <- sum(b * c / n, na.rm = TRUE)
    if (S > 0) {
      or <- sum(a * d / n, na.rm = TRUE) / S
      case$or <- list(estimate = or, ci = if (or == 0) NULL else I(y$conf.int[1:2]))
      if (or > 0 && sum(full) > 1) {
        e <- sapply(which(full), function(i) {
          f <- function(A) (A * (d[i] - a[i] + A)) - or * (a[i] + b[i] - A) * (a[i] + c[i] - A)
          uniroot(f, c(max(0, a[i] - d[i]), min(a[i] + b[i], a[i] + c[i])), tol = 1e-14, maxiter = 5000)$root })
        i <- full; v <- 1 / (1 / e + 1 / (a[i] + b[i] - e) + 1 / (a[i] + c[i] - e) + 1 / (d[i] - a[i] + e))
        bd <- sum((a[i] - e)^2 / v); ta <- bd - sum(a[i] - e)^2 / sum(v)
        case$breslow <- list(statistic = bd, p = pchisq(bd, sum(i) - 1, lower.tail = FALSE), tarone = ta, taroneP = pchisq(ta, sum(i) - 1, lower.tail = FALSE))
      }
    }
    if (sum(full) > 1) {
      h <- g[, full] + 0.5; l <- log(h[1, ] * h[4, ] / h[2, ] / h[3, ]); w <- 1 / colSums(1 / h); s <- sum(w * (l - weighted.mean(l, w))^2)
      case$woolf <- list(statistic = s, p = pchisq(s, sum(full) - 1, lower.tail = FALSE))
    }
    if (sum(n) < 3000) {
      # Failures of the partner in place of own successes: the same table.
      m <- (c + d)[full]; o <- (a + b)[full]; f <- (b + d)[full]; obs <- sum(d[full]); dist <- 1; lo <- 0
      for (j in seq_along(m)) {
        s <- max(0, f[j] - o[j]):min(f[j], m[j]); h <- dhyper(s, m[j], o[j], f[j])
        dist <- as.vector(outer(dist, h)) -> w
        dist <- tapply(w, as.vector(outer(seq_len(length(w) / length(h)) - 1, seq_along(h) - 1, "+")), sum); lo <- lo + s[1]
        dist <- as.vector(dist)
      }
      support <- lo + seq_along(dist) - 1
      r <- side(function(s) mantelhaen.test(x, exact = TRUE, alternative = s)$p.value)
      case$exact <- list(p = r, odds = odds(support, log(dist), obs))
    }
  }
  both <- a + b > 0 & c + d > 0
  if (any(both)) {
    nO <- (a + b)[both]; nP <- (c + d)[both]; a1 <- a[both]; c1 <- c[both]; N <- nO + nP; w <- nP * nO / N
    rd <- sum(w * (c1 / nP - a1 / nO)) / sum(w)
    P <- (nP^2 * a1 - nO^2 * c1 + nP * nO * (nO - nP) / 2) / N^2; Q <- (c1 * (nO - a1) + a1 * (nP - c1)) / (2 * N)
    v <- rd * sum(P) + sum(Q)
    case$rd <- list(estimate = rd, se = if (v > 1e-9) sqrt(v) / sum(w) else NULL)
    top <- sum(c1 * nO / N); bottom <- sum(a1 * nP / N)
    if (bottom > 0) {
      case$rr <- list(estimate = top / bottom, se = if (top == 0) NULL else sqrt(max(0, sum(((a1 + c1) * nP * nO - a1 * c1 * N) / N^2) / top / bottom)))
    }
  }
  add("stratified", case)
}
stratified(cbind(c(1, 0, 0, 0), c(0, 0, 3, 2))); stratified(cbind(c(3, 0, 5, 0), c(9, 0, 1, 0))); stratified(cbind(c(0, 3, 2, 0), c(0, 4, 1, 0)))
stratified(cbind(c(5, 5, 5, 5))); stratified(cbind(c(1e9, 2e8, 9e8, 3e8), c(4e8, 1e8, 9e8, 2e8)))
stratified(matrix(rep(c(1, 0, 0, 1), 60), 4)); stratified(cbind(c(19, 0, 0, 1), c(19, 0, 0, 1), c(18, 1, 1, 0)))
for (i in 1:cases) { K <- int(1, 12); top <- pick(c(2, 8, 40)); stratified(matrix(replicate(4 * K, count(top)), 4)) }

# One partner unit per stratum: the exact tail is Poisson binomial; identical strata are binomial, to p-values of 1e-300.
for (K in c(10, 1000, 100000)) for (share in c(0.5, 0.1, 0.01)) for (z in c(-2, 0, 3, 8)) {
  x <- round(min(K, max(0, K * share + z * sqrt(K * share * (1 - share)))))
  add("unitStrata", list(strata = K, units = 1 / share, failures = x, p = pbinom(x - 1, K, share, lower.tail = FALSE)))
}
add("unitStrata", list(strata = 1000, units = 10, failures = 600, p = pbinom(599, 1000, 0.1, lower.tail = FALSE)))

ranks <- function(x, y) {
  ties <- any(duplicated(c(x, y))); small <- length(x) < 50 && length(y) < 50
  w <- function(s, ...) wilcox.test(x, y, alternative = s, ...)
  # R 4.2 takes the ties of the other direction for "less": -x against -y, "greater", is the same question. R's asymptotic series stops at 1e-6, and its exact
  # tail is 1 - p: both are summed anew, or compared as far as R goes.
  k <- function(s, exact) { flip <- if (s == "greater") -1 else 1; a <- if (s == "two.sided") s else "greater"
    r <- ks.test(flip * x, flip * y, alternative = a, exact = exact); c(max(0, r$statistic[[1]]), r$p.value) }
  wide <- function(s) { l <- k(s, FALSE)[1]^2 * length(x) * length(y) / (length(x) + length(y)); j <- 1:200
    if (s != "two.sided") exp(-2 * l) else if (l < 0.02) 1 else 2 * sum((-1)^(j - 1) * exp(-2 * j^2 * l)) }
  constant <- length(unique(c(x, y))) == 1
  hl <- if (!ties && small) { r <- w("two.sided", conf.int = TRUE, exact = TRUE); I(c(r$estimate[[1]], r$conf.int[1:2])) } else NULL
  add("ranks", list(x = I(x), y = I(y), u = w("two.sided", exact = FALSE)$statistic[[1]],
    exact = if (!ties && small) side(function(s) w(s, exact = TRUE)$p.value) else NULL,
    normal = side(function(s) if (constant) 1 else w(s, exact = FALSE, correct = FALSE)$p.value),
    corrected = side(function(s) if (constant) 1 else w(s, exact = FALSE)$p.value), hl = hl,
    d = side(function(s) k(s, FALSE)[1]), ksExact = side(function(s) k(s, TRUE)[2]), ksAsymptotic = side(wide),
    welch = if (length(x) > 1 && length(y) > 1 && var(x) + var(y) > 0) { r <- t.test(x, y); I(c(r$statistic[[1]], r$parameter[[1]], r$p.value, r$conf.int[1:2])) } else NULL))
}
ranks(1, 2); ranks(c(3, 3), c(3, 3, 3)); ranks(1:20, 21:40); ranks(c(1, 2, 2), c(2, 2, 9))
for (i in 1:cases) {
  n <- int(1, pick(c(3, 20, 60))); m <- int(1, pick(c(3, 20, 60)))
  if (i %% 2 == 0) ranks(round(rexp(n) * 5), round(rexp(m) * 6)) else ranks(round(rlnorm(n), 6), round(rlnorm(m, 0.3), 6))
}

for (i in 1:cases) {
  v <- round(rexp(int(1, 30)) * pick(c(3, 1000)), pick(c(0, 4))); p <- round(c(0, 1, 0.5, runif(4)), 3)
  add("quantiles", list(values = I(v), p = I(p), seven = I(quantile(v, p, type = 7, names = FALSE)), one = I(quantile(v, p, type = 1, names = FALSE))))
}

survivalCase <- function(t, e, g, s) {
  # R reads quantiles off a band by sorting it: meaningless where the band rises again (log scale, few at risk), so left out there.
  curve <- function(type) { f <- survfit(Surv(t, e) ~ 1, conf.type = type); k <- f$n.event > 0; q <- quantile(f, c(0.1, 0.25, 0.5, 0.75, 0.9))
    list(time = I(f$time[k]), risk = I(f$n.risk[k]), events = I(f$n.event[k]), surv = I(f$surv[k]),
         se = I(ifelse(f$surv[k] == 0, NA, f$surv[k] * f$std.err[k])), lower = I(f$lower[k]), upper = I(f$upper[k]),
         quantile = I(unname(q$quantile)), qlower = I(unname(q$lower)), qupper = if (any(diff(f$upper) > 0, na.rm = TRUE)) NULL else I(unname(q$upper))) }
  rank <- function(strata) { r <- tryCatch(if (strata) survdiff(Surv(t, e) ~ g + strata(s)) else survdiff(Surv(t, e) ~ g), error = function(x) NULL)
    if (is.null(r) || length(r$n) < 2) return(NULL)
    o <- sum(as.matrix(r$obs)[1, ]); x <- sum(as.matrix(r$exp)[1, ])
    if (!(r$var[1, 1] > 1e-12)) return(NULL)
    list(observed = o, expected = x, variance = r$var[1, 1], statistic = (o - x)^2 / r$var[1, 1], p = pchisq((o - x)^2 / r$var[1, 1], 1, lower.tail = FALSE)) }
  add("survival", list(time = I(t), event = I(e), group = I(g), stratum = I(s),
                       curves = if (sum(e) == 0) NULL else list(LOG = curve("log"), LOG_LOG = curve("log-log"), PLAIN = curve("plain")),
                       rank = rank(FALSE), stratified = rank(TRUE)))
}
survivalCase(c(5), c(1), c(1), c(1)); survivalCase(c(1, 2), c(1, 0), c(1, 2), c(1, 1)); survivalCase(c(1, 2, 3, 4), c(0, 0, 0, 0), c(1, 2, 1, 2), c(1, 1, 1, 1))
survivalCase(c(2, 2, 2, 2), c(1, 1, 1, 1), c(1, 2, 1, 2), c(1, 1, 2, 2)); survivalCase(c(2, 3, 3, 5, 8, 13, 21, 34, 55, 60), c(1, 1, 1, 1, 1, 1, 1, 0, 1, 0), rep(1:2, 5), rep(1, 10))
for (i in 1:cases) { n <- int(2, pick(c(6, 40, 90))); survivalCase(ceiling(rexp(n) * pick(c(4, 50))), rbinom(n, 1, pick(c(0.3, 0.7, 1))), c(1, 2, sample(1:2, n - 2, TRUE)), sample(1:3, n, TRUE)) }

poisson <- function(x, t) {
  r <- side(function(s) poisson.test(x, t, alternative = s)$p.value)
  c90 <- poisson.test(x, t, conf.level = 0.9)$conf.int
  add("poisson", list(x = I(x), t = I(t), p = r, ci = I(poisson.test(x, t)$conf.int[1:2]), ci90 = I(c90[1:2])))
}
# Tails with no digits left (5e-324) are no test.
poisson(c(1, 0), c(1, 1)); poisson(c(0, 30), c(1, 1e6)); poisson(c(12, 100), c(1e4, 2e5))
for (i in 1:cases) { t <- round(10 ^ runif(2, 0, 6)); x <- rpois(2, t * 10 ^ runif(1, -5, 0) %% 3000); x <- pmin(x, 20000) + c(sum(x) == 0, 0); if (pbinom(min(x), sum(x), t[which.min(x)] / sum(t)) * pbinom(max(x) - 1, sum(x), t[which.max(x)] / sum(t), lower.tail = FALSE) > 1e-290) poisson(x, t) }

for (i in 1:ceiling(cases / 2)) { p <- runif(int(1, 20)) ^ pick(c(1, 5, 100)); p <- signif(p, 6); add("adjust", list(p = I(p), bh = I(p.adjust(p, "BH")), holm = I(p.adjust(p, "holm")))) }

for (i in 1:cases) {
  p <- signif(runif(2, 0.01, 0.99), 4); n <- int(5, 5000); sides <- pick(1:2); s <- c("one.sided", "two.sided")[sides]; a <- pick(c(0.01, 0.05, 0.1))
  w <- runif(1, 0.3, 0.99)
  # R's root-finding stops at 1e-4: the defining equations solved to the last digits instead.
  critical <- qnorm(a / sides, lower.tail = FALSE)
  power <- function(n, p1, p2) pnorm((sqrt(n) * abs(p1 - p2) - critical * sqrt((p1 + p2) * (1 - (p1 + p2) / 2))) / sqrt(p1 * (1 - p1) + p2 * (1 - p2)))
  f <- function(p2) power(n, p[1], p2) - w
  add("power", list(p = I(p), n = n, sides = sides, alpha = a, power = power.prop.test(n = n, p1 = p[1], p2 = p[2], sig.level = a, alternative = s)$power, wanted = w,
    size = uniroot(function(l) power(exp(l), p[1], p[2]) - w, c(-5, 60), tol = 1e-14)$root |> exp(), higher = if (f(1) < 0) NULL else uniroot(f, c(p[1] + 1e-12, 1), tol = 1e-15)$root))
}

for (z in c(0, 1e-8, 0.3, -0.7, 1.96, -3.3, 5, -8, -20, -37, 37)) add("normal", list(z = z, p = pnorm(z), ln = pnorm(z, log.p = TRUE)))
for (p in c(1e-300, 1e-100, 1e-16, 1e-9, 1e-5, 0.01, 0.02425, 0.3, 0.5, 0.9, 0.999, 1 - 1e-9)) add("normalQuantile", list(p = p, z = qnorm(p)))
for (df in c(1, 2, 2.5, 10, 29, 1e3, 3e4, 1e7, 1e9)) for (t in c(0, 1e-6, -0.5, -2, -6, -40, 3)) add("student", list(t = t, df = df, p = pt(t, df), q = if (t < 0 && t > -6) qt(signif(pt(t, df), 6), df) else NULL, at = signif(pt(t, df), 6)))
for (df in c(1, 2, 3, 10, 1e3, 1e6)) for (r in c(1e-3, 0.3, 0.9, 1, 1.1, 2, 20)) add("chiSquare", list(x = r * df, df = df, p = pchisq(r * df, df, lower.tail = FALSE)))
for (ab in list(c(0.5, 0.5), c(1, 1), c(2, 3), c(30, 0.5), c(1e3, 1e3), c(1e6, 10), c(5e8, 5e8), c(1, 1e9))) for (q in c(1e-10, 1e-3, 0.5, 1.5)) {
  x <- signif(min(0.999, ab[1] / sum(ab) * q), 8); add("beta", list(x = x, y = 1 - x, a = ab[1], b = ab[2], p = pbeta(x, ab[1], ab[2]), upper = pbeta(x, ab[1], ab[2], lower.tail = FALSE)))
}
for (ab in list(c(5e6, 0.5), c(1e9, 3), c(1e9, 100.5), c(1e5, 40), c(2e4, 2e5))) for (z in c(-30, -6, -2, 1)) {
  # 1 - x exact in binary: near 1 the tail hangs on it.
  y <- 2^round(log2(ab[2] / sum(ab))) * (1 - z / 16); if (y > 0 && y < 1 && pbeta(1 - y, ab[1], ab[2]) > 1e-290)
    add("beta", list(x = 1 - y, y = y, a = ab[1], b = ab[2], p = pbeta(y, ab[2], ab[1], lower.tail = FALSE), upper = pbeta(y, ab[2], ab[1]))) }
for (n in c(1, 7, 1000, 1e6, 1e9)) for (p in c(1e-9, 1e-7, 0.01, 0.5, 0.9)) for (z in c(-6, -3, 0, 5)) {
  x <- round(min(n, max(0, n * p + z * sqrt(n * p * (1 - p))))); add("binomial", list(n = n, p = p, x = x, lower = pbinom(x, n, p), upper = pbinom(x - 1, n, p, lower.tail = FALSE), ln = dbinom(x, n, p, log = TRUE)))
}

for (i in 1:ceiling(cases / 2)) {
  x <- round(rnorm(int(1, 5)), pick(c(0, 3))); y <- round(rnorm(int(1, 6)), pick(c(0, 3))); all <- c(x, y)
  m <- combn(length(all), length(x), function(j) sum(all[j])); add("permutation", list(x = I(x), y = I(y), p = mean(m >= sum(x) - 1e-9)))
}

tiltedOf <- function(x, n, o, f) { s <- max(0, f - o):min(f, n); grid <- c(1.1, 1.2, 1.35, 1.6, 2, 3, 5, 10)
  I(sapply(grid, function(psi) { v <- dhyper(s, n, o, f, log = TRUE) + s * log(psi); m <- max(v); x * log(psi) - m - log(sum(exp(v - m))) })) }
for (i in 1:cases) { n <- int(1, pick(c(1, 9, 400))); o <- int(1, pick(c(9, 5000))); x <- rbinom(2, c(n, o), runif(1)); f <- sum(x)
  add("tilted", list(x = I(x), n = I(c(n, o)), ln = if (f == 0 || f == n + o) I(rep(0, 8)) else tiltedOf(x[1], n, o, f))) }
tilts <- c(-1, 1) %o% (0.01 * 2^(0:8))
for (i in 1:ceiling(cases / 2)) { n <- int(1, pick(c(5, 300, 1e6))); x <- rbinom(1, n, pick(c(0, 0.02, 0.5, 1)))
  l <- function(q) { v <- x * tilts - n * log1p(q * expm1(tilts)); m <- max(v); m + log(sum(exp(v - m))) - log(18) - log(20) }
  add("tiltSequence", list(x = x, n = n, lower = if (x == 0 || l(0) < 0) 0 else uniroot(l, c(0, x / n), tol = 1e-15)$root, upper = if (x == n || l(1) < 0) 1 else uniroot(l, c(x / n, 1), tol = 1e-15)$root)) }

lines <- unlist(lapply(names(vectors), function(name) paste0('{"section":"', name, '","case":', vapply(vectors[[name]], json, ""), "}")))
writeLines(lines, out)
cat(length(lines), "cases\n")
