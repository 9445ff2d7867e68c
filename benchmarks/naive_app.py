"""The page one would otherwise write: default settings, nothing cached, one chart.

It shows less than ours (no names, no summary, no criteria), so the comparison favours it.
"""

from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st
from sklearn.cluster import KMeans

FEATURES = ["Age", "Annual Income (k$)", "Spending Score (1-100)"]

st.title("Customer segments")
customers = pd.read_csv(Path(__file__).parents[1] / "data" / "mall_customers.csv")
k = st.slider("Number of clusters", 2, 15, 2, key="k")
model = KMeans(n_clusters=k, n_init=10, random_state=0)
customers["cluster"] = model.fit_predict(customers[FEATURES]).astype(str)
figure = px.scatter_3d(
    customers, x=FEATURES[0], y=FEATURES[1], z=FEATURES[2], color="cluster", hover_data=customers
)
st.plotly_chart(figure)
