"""Made copies of the shape of public customer tables: names, kinds and tails of their columns.

No figure in them was measured anywhere. They stand for what people open first: wholesale customers,
use of credit cards, a bank's campaign, telecom churn, donations, accounts of firms, a web shop's
export, a survey.
"""

import numpy as np
import pandas as pd

Random = np.random.Generator
TODAY = pd.Timestamp("2025-09-01")


def _ago(days: np.ndarray) -> pd.DatetimeIndex:
    return TODAY - pd.to_timedelta(days.astype(int), "D")


def wholesale(r: Random, n: int = 440) -> pd.DataFrame:
    """Yearly spending on six kinds of goods by hotels and shops, all with long tails."""
    hotel = r.random(n) < 0.68
    typical = {
        "Fresh": (9_500, 5_500, 1.2),
        "Milk": (2_200, 8_500, 0.8),
        "Grocery": (2_900, 13_500, 0.75),
        "Frozen": (2_000, 900, 1.1),
        "Detergents_Paper": (380, 5_300, 1.2),
        "Delicassen": (850, 1_000, 1.1),
    }
    spent = {
        name: np.exp(r.normal(np.log(np.where(hotel, a, b)), wide)).round().astype(int)
        for name, (a, b, wide) in typical.items()
    }
    codes = {"Channel": np.where(hotel, 1, 2), "Region": r.choice([1, 2, 3], n, p=[0.2, 0.1, 0.7])}
    return pd.DataFrame(codes | spent)


def credit_cards(r: Random, n: int = 1_500) -> pd.DataFrame:
    """How cards are used: balances and purchases with long tails, frequencies from 0 to 1."""
    kind = r.choice(4, n, p=[0.4, 0.25, 0.2, 0.15])

    def money(typical: list[float], none: list[float]) -> np.ndarray:
        paid = np.exp(r.normal(np.array(typical)[kind], 1.0))
        return (paid * (r.random(n) > np.array(none)[kind])).round(2)

    bought = money([4.5, 3, 6.3, 8], [0.2, 0.7, 0.02, 0.01])
    at_once = (bought * r.beta(np.array([2, 2, 1, 5])[kind], 2)).round(2)
    cash = money([5, 7.6, 5, 6], [0.75, 0.05, 0.85, 0.7])
    often = r.beta(np.array([1, 0.3, 8, 8])[kind], np.array([3, 4, 1, 2])[kind]).round(6)
    return pd.DataFrame(
        {
            "CUST_ID": [f"C{number}" for number in range(10_001, 10_001 + n)],
            "BALANCE": np.exp(r.normal(np.array([5.5, 7.8, 6, 7.6])[kind], 1.2)).round(6),
            "BALANCE_FREQUENCY": np.where(r.random(n) < 0.7, 1, r.random(n)).round(6),
            "PURCHASES": bought,
            "ONEOFF_PURCHASES": at_once,
            "INSTALLMENTS_PURCHASES": (bought - at_once).round(2),
            "CASH_ADVANCE": cash,
            "PURCHASES_FREQUENCY": often,
            "ONEOFF_PURCHASES_FREQUENCY": (often * r.random(n)).round(6),
            "CASH_ADVANCE_FREQUENCY": np.where(cash > 0, r.random(n) * 0.6, 0).round(6),
            "PURCHASES_TRX": np.where(bought > 0, 1 + r.poisson(often * 25), 0),
            "CREDIT_LIMIT": np.exp(r.normal(8.1, 0.8, n)).round(-2),
            "PAYMENTS": np.exp(r.normal(6.8, 1.2, n)).round(2),
            "PRC_FULL_PAYMENT": np.where(r.random(n) < 0.66, 0, r.random(n)).round(3),
            "TENURE": np.where(r.random(n) < 0.85, 12, r.integers(6, 12, n)),
        }
    )


def bank(r: Random, n: int = 2_000) -> pd.DataFrame:
    """Contacts of a bank's campaign: a balance below zero, days that say −1 for never."""
    reached = r.random(n) < 0.18
    return pd.DataFrame(
        {
            "age": np.clip(r.gamma(14, 2.9, n), 18, 95).astype(int),
            "job": r.choice(["admin", "technician", "management", "retired"], n),
            "marital": r.choice(["married", "single", "divorced"], n, p=[0.6, 0.28, 0.12]),
            "default": r.choice(["no", "yes"], n, p=[0.98, 0.02]),
            "balance": np.where(
                r.random(n) < 0.08, -r.exponential(300, n), np.exp(r.normal(6.2, 1.5, n))
            ).round(),
            "housing": r.choice(["yes", "no"], n),
            "day": r.integers(1, 32, n),
            "duration": np.exp(r.normal(5.2, 0.9, n)).astype(int),
            "campaign": r.geometric(0.45, n),
            "pdays": np.where(reached, r.integers(1, 400, n), -1),
            "previous": np.where(reached, 1 + r.poisson(2, n), 0),
        }
    )


def telecom(r: Random, n: int = 1_500) -> pd.DataFrame:
    """Contracts: months as a customer, monthly charges in three lumps, and their product."""
    months = np.where(r.random(n) < 0.4, r.integers(1, 12, n), r.integers(12, 73, n))
    monthly = r.normal(*np.array([[20, 1], [55, 8], [90, 12]])[r.integers(0, 3, n)].T).round(2)
    monthly = np.clip(monthly, 18, 119)
    return pd.DataFrame(
        {
            "customerID": [f"{number}-TELCO" for number in range(1_000, 1_000 + n)],
            "SeniorCitizen": (r.random(n) < 0.16).astype(int),
            "tenure": months,
            "Contract": r.choice(["Month-to-month", "One year", "Two year"], n),
            "PaperlessBilling": r.choice(["Yes", "No"], n),
            "MonthlyCharges": monthly,
            "TotalCharges": (months * monthly * r.normal(1, 0.03, n)).round(2),
            "Churn": r.choice(["No", "Yes"], n, p=[0.73, 0.27]),
        }
    )


def donations(r: Random, n: int = 1_200) -> pd.DataFrame:
    """Donors: dates of gifts, most gave once, one in a hundred a hundred times as much."""
    kind = r.choice(3, n, p=[0.55, 0.3, 0.15])
    gifts = 1 + r.poisson(np.array([0.4, 4, 12])[kind])
    each = np.exp(r.normal(np.array([3, 3.4, 3])[kind], 0.8)) * np.where(r.random(n) < 0.01, 100, 1)
    last = r.gamma(1.5, np.array([400, 150, 40])[kind])
    first = last + r.gamma(2, np.array([50, 500, 900])[kind]) * (gifts > 1)
    return pd.DataFrame(
        {
            "donor_id": np.arange(n) + 500,
            "first_gift_date": _ago(first),
            "last_gift_date": _ago(last),
            "number_of_gifts": gifts,
            "total_donated": (gifts * each).round(2),
            "email_opt_in": (r.random(n) < 0.4).astype(int),
            "zip": r.integers(10_000, 99_999, n),
            "age": np.where(r.random(n) < 0.4, np.nan, r.normal(58, 14, n).round()),
        }
    )


def firms(r: Random, n: int = 300) -> pd.DataFrame:
    """Accounts of firms: three sizes, dates of contract and last order, a code of the trade."""
    size = r.choice(3, n, p=[0.6, 0.3, 0.1])
    staff = np.exp(r.normal(np.array([2.5, 4.5, 7])[size], 0.6)).round().astype(int) + 1
    return pd.DataFrame(
        {
            "account_number": np.arange(n) * 7 + 10_003,
            "company": [f"Firm {number} Ltd" for number in range(n)],
            "industry": r.choice(["IT", "Health", "Retail", "Metal"], n),
            "naics": r.integers(110_000, 990_000, n),
            "employees": staff,
            "annual_revenue_eur": (staff * r.lognormal(11.5, 0.5, n)).round(-3),
            "orders_12m": 1 + r.poisson(np.array([3, 9, 20])[size]),
            "revenue_12m_eur": np.exp(r.normal(np.array([7.5, 9.5, 12])[size], 0.8)).round(),
            "contract_start": _ago(r.integers(30, 3_000, n)),
            "last_order": _ago(r.gamma(1, np.array([120, 40, 10])[size])),
            "gdpr_consents": r.integers(0, 4, n),
        }
    )


def web_shop(r: Random, n: int = 1_000) -> pd.DataFrame:
    """Make the export of a web shop: half of the customers bought once."""
    kind = r.choice(4, n, p=[0.5, 0.25, 0.15, 0.1])
    orders = np.where(kind == 0, 1, 1 + r.poisson(np.array([0, 2, 8, 2])[kind]))
    last = r.gamma(1.3, np.array([200, 120, 25, 90])[kind])
    return pd.DataFrame(
        {
            "Customer ID": np.arange(n) + 7_000_001,
            "Email": [f"u{number}@shop.example" for number in range(n)],
            "Accepts Marketing": r.choice(["yes", "no"], n),
            "Total Orders": orders,
            "Total Spent": (
                orders * np.exp(r.normal(np.array([3.7, 3.9, 4, 5.6])[kind], 0.5))
            ).round(2),
            "Created At": _ago(last + r.gamma(1.5, 150, n)),
            "Last Order Date": _ago(last),
            "Country": r.choice(["DE", "AT", "CH"], n, p=[0.8, 0.12, 0.08]),
            "Zip": r.integers(1_000, 99_999, n),
        }
    )


def survey(r: Random, n: int = 400) -> pd.DataFrame:
    """Eight answers from 1 to 5 by three attitudes, with age and region."""
    attitudes = np.array(
        [[4, 2, 3, 4, 2, 3, 4, 2], [2, 4, 3, 2, 4, 2, 4, 3], [3, 3, 4, 3, 2, 4, 2, 4]]
    )
    answers = np.clip(np.round(r.normal(attitudes[r.choice(3, n)], 0.8)), 1, 5).astype(int)
    frame = pd.DataFrame(answers, columns=[f"q{at}_agree" for at in range(1, 9)])
    frame.insert(0, "respondent", np.arange(n) + 1)
    return frame.assign(age=r.integers(18, 75, n), region=r.choice(["N", "S", "W"], n))


MINIATURES = {
    made.__name__: made
    for made in (wholesale, credit_cards, bank, telecom, donations, firms, web_shop, survey)
}
